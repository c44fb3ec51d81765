package dev.postern.lexicon;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads records of comma-separated values (RFC 4180): quotes around fields, doubled inside them, line ends inside quotes. Bounds: {@value #MOST_FIELDS} fields, {@value #LONGEST} characters of one.
 */
final class Csv {

    static final int MOST_FIELDS = 1024;
    static final int LONGEST = 1 << 16;

    private static final int ENDED = -1;

    private final Reader in;
    private final char separator;
    private int next;
    private int line = 1;

    Csv(Reader in, char separator) throws IOException {
        this.in = in;
        this.separator = separator;
        next = in.read();
        if (next == '\ufeff') {
            next = in.read();
        }
    }

    /** In which line the next record begins, from 1. */
    int line() throws IOException {
        skipEmpty();
        return line;
    }

    /** The fields of the next record; empty at the end. A line without anything is no record. */
    List<String> record() throws IOException {
        skipEmpty();
        List<String> fields = new ArrayList<>();
        if (next == ENDED) {
            return fields;
        }
        fields.add(field());
        while (next == separator) {
            advance();
            if (fields.size() == MOST_FIELDS) {
                throw new IOException("line " + line + ": more than " + MOST_FIELDS + " fields");
            }
            fields.add(field());
        }
        return fields;
    }

    private void skipEmpty() throws IOException {
        while (next == '\n' || next == '\r') {
            advance();
        }
    }

    private String field() throws IOException {
        StringBuilder text = new StringBuilder();
        if (next == '"') {
            quoted(text);
        }
        while (next != ENDED && next != separator && next != '\n' && next != '\r') {
            add(text);
        }
        return text.toString();
    }

    private void quoted(StringBuilder text) throws IOException {
        int opened = line;
        advance();
        while (true) {
            if (next == ENDED) {
                throw new IOException("line " + opened + ": a quote is not closed");
            }
            if (next == '"') {
                advance();
                if (next != '"') {
                    return;
                }
            }
            add(text);
        }
    }

    private void add(StringBuilder text) throws IOException {
        if (text.length() == LONGEST) {
            throw new IOException("line " + line + ": a field of more than " + LONGEST + " characters");
        }
        text.append((char) next);
        advance();
    }

    private void advance() throws IOException {
        line += next == '\n' ? 1 : 0;
        next = in.read();
    }
}
