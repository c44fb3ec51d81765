package dev.postern.content;

import dev.postern.content.Pass.Stop;

/** Rows of fields (RFC 4180), whose first names the columns unless the type says that there is none. What separates the fields is what comes first of comma, semicolon, tab and bar. */
final class CsvFormat extends Format {

    private static final byte FIELD = 0;
    private static final byte AFTER_QUOTES = 1;
    private static final byte BARE = 2;
    private static final byte QUOTED = 3;

    private static final String SEPARATORS = ",;\t|";

    private final String prefix;
    private final boolean header;
    private final Levels names = new Levels();
    private byte state = FIELD;
    private byte separator;
    private int column;
    private boolean first = true;
    private int named;
    private long from;
    private boolean malformed;

    CsvFormat(String prefix, boolean header) {
        this.prefix = prefix;
        this.header = header;
    }

    @Override
    Stop read(Pass p) {
        while (p.at < p.stop()) {
            Stop stopped = state == QUOTED ? quoted(p) : state == BARE ? bare(p) : between(p);
            if (stopped != null) {
                return stopped;
            }
        }
        return p.stopped();
    }

    private Stop quoted(Pass p) {
        p.plain(Swar.either(p.source, p.at, p.stop(), '"', '"'));
        if (p.at >= p.stop()) {
            return null;
        }
        if (p.at + 1 == p.limit && !p.last) {
            return Stop.SHORT;
        }
        if (p.at + 1 < p.limit && p.source[p.at + 1] == '"') {
            p.octet(2, '"');
            return null;
        }
        if (p.valuewise && from < p.text) {
            return Stop.VALUE;
        }
        name(p.text);
        p.plain(p.at + 1);
        state = AFTER_QUOTES;
        return null;
    }

    private Stop bare(Pass p) {
        int at = p.at;
        int stop = p.stop();
        while (at < stop && !ends(p.source[at])) {
            at++;
        }
        p.plain(at);
        if (at == stop) {
            return null;
        }
        if (p.valuewise && from < p.text) {
            return Stop.VALUE;
        }
        name(p.text);
        return between(p);
    }

    private boolean ends(byte c) {
        return c == '\n' || c == '\r' || (separator == 0 ? c > 0 && SEPARATORS.indexOf(c) >= 0 : c == separator);
    }

    /** Where a field begins, or has ended. */
    private Stop between(Pass p) {
        byte c = p.source[p.at];
        if (c == '"' && state == FIELD) {
            p.plain(p.at + 1);
            state = QUOTED;
            from = p.text;
        } else if (!ends(c)) {
            malformed |= state == AFTER_QUOTES;
            state = BARE;
            from = p.text;
        } else {
            p.plain(p.at + 1);
            state = FIELD;
            if (c == '\n' || c == '\r') {
                first = first && column == 0 && named == 0;
                column = 0;
            } else {
                separator = c;
                column++;
            }
        }
        return null;
    }

    private void name(long here) {
        if (first && header && column < Levels.MOST) {
            names.name(column, from, here);
            named = column + 1;
        }
    }

    @Override
    void finish() {
        malformed |= state == QUOTED;
    }

    @Override
    boolean malformed() {
        return malformed;
    }

    @Override
    Format fresh() {
        return new CsvFormat(prefix, header);
    }

    @Override
    void become(Format format) {
        CsvFormat other = (CsvFormat) format;
        names.become(other.names, other.named);
        state = other.state;
        separator = other.separator;
        column = other.column;
        first = other.first;
        named = other.named;
        from = other.from;
        malformed = other.malformed;
    }

    @Override
    boolean inValue() {
        return state >= BARE;
    }

    @Override
    long valueFrom() {
        return from;
    }

    @Override
    Spelling spelling() {
        return state == BARE ? Spelling.CSV : Spelling.CSV_QUOTED;
    }

    @Override
    String path(View view) {
        if (first && header) {
            return prefix;
        }
        String name = column < named ? names.name(view, column) : "";
        return prefix + (name.isEmpty() ? String.valueOf(column + 1) : name);
    }

    @Override
    void keep(View view, long before) {
        names.keep(view, before, named);
    }

    @Override
    int held() {
        return Levels.HELD + 100;
    }
}
