package dev.postern.content;

import dev.postern.content.Pass.Stop;
import java.util.Optional;

/**
 * XML (1.0, fifth edition), and HTML, whose elements need no end. Read tolerantly: what is wrong makes a document of XML malformed, and references are still read. Markup is shown as what
 * it is; {@link Joined} shows what is left without it.
 */
final class XmlFormat extends Format {

    /** Which of both. */
    enum Kind { XML, HTML }

    private static final byte BEGIN = 0;
    private static final byte TAG = 1;
    private static final byte EMPTY = 2;
    private static final byte AFTER_ATTRIBUTE = 3;
    private static final byte BEFORE_VALUE = 4;
    private static final byte TEXT = 5;
    private static final byte NAME = 6;
    private static final byte ATTRIBUTE = 7;
    private static final byte VALUE = 8;
    private static final byte BARE_VALUE = 9;
    private static final byte END_NAME = 10;
    private static final byte COMMENT = 11;
    private static final byte CDATA = 12;
    private static final byte INSTRUCTION = 13;
    private static final byte DECLARATION = 14;

    private final Kind kind;
    private final String prefix;
    private final int mostDepth;
    private final Levels path = new Levels();
    private final int[] hashes = new int[Levels.MOST];

    private byte state = TEXT;
    private int depth;
    private long from;
    private int hash;
    private byte quote;
    private int brackets;
    private long attributeFrom;
    private long attributeTo;
    private String attribute = "";
    private boolean malformed;
    private boolean endless;

    XmlFormat(Kind kind, String prefix, int mostDepth) {
        this.kind = kind;
        this.prefix = prefix;
        this.mostDepth = mostDepth;
    }

    Kind kind() {
        return kind;
    }

    @Override
    Stop read(Pass p) {
        while (p.at < p.stop()) {
            Stop stopped = switch (state) {
                case TEXT, VALUE -> run(p);
                case COMMENT -> until(p, "-->");
                case CDATA -> until(p, "]]>");
                case INSTRUCTION -> until(p, "?>");
                case NAME, ATTRIBUTE, BARE_VALUE, END_NAME -> word(p);
                case DECLARATION -> declaration(p);
                case BEGIN -> begin(p);
                default -> tag(p);
            };
            if (stopped != null) {
                return stopped;
            }
        }
        return p.stopped();
    }

    /** Text and values in quotes. */
    private Stop run(Pass p) {
        p.plain(Swar.either(p.source, p.at, p.stop(), state == TEXT ? '<' : quote, '&'));
        if (p.at >= p.stop()) {
            return null;
        }
        if (p.source[p.at] == '&') {
            return reference(p);
        }
        return end(p, state == TEXT ? BEGIN : TAG, 1);
    }

    private Stop reference(Pass p) {
        long reference = XmlReference.read(p.source, p.at, p.limit, p.last);
        if (reference == JsonEscape.NONE) {
            endless |= XmlReference.goesOn(p.source, p.at, p.limit);
            p.plain(p.at + 1);
        } else if (reference != JsonEscape.INCOMPLETE) {
            p.escape(JsonEscape.length(reference), JsonEscape.character(reference));
        }
        return reference == JsonEscape.INCOMPLETE ? Stop.SHORT : null;
    }

    /** A value ends here, with so many octets of structure. */
    private Stop end(Pass p, byte next, int length) {
        if (p.valuewise && from < p.text) {
            return Stop.VALUE;
        }
        p.plain(p.at + length);
        enter(next, p.text);
        return null;
    }

    private void enter(byte next, long here) {
        state = next;
        from = here;
        hash = 0;
    }

    private Stop until(Pass p, String end) {
        byte first = (byte) end.charAt(0);
        p.plain(Swar.either(p.source, p.at, p.stop(), first, first));
        if (p.at >= p.stop()) {
            return null;
        }
        int same = same(p, end);
        if (same == end.length()) {
            return end(p, TEXT, same);
        }
        if (p.at + same == p.limit && !p.last) {
            return Stop.SHORT;
        }
        p.plain(p.at + 1);
        return null;
    }

    /** How much of this stands here. */
    private static int same(Pass p, String what) {
        int same = 0;
        while (same < what.length() && p.at + same < p.limit && p.source[p.at + same] == what.charAt(same)) {
            same++;
        }
        return same;
    }

    private Stop begin(Pass p) {
        byte c = p.source[p.at];
        if (c == '!') {
            return markup(p);
        }
        if (c == '/' || c == '?') {
            p.plain(p.at + 1);
            enter(c == '/' ? END_NAME : INSTRUCTION, p.text);
        } else if (c < 0 || (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c == '_' || c == ':') {
            enter(NAME, p.text);
        } else {
            malformed |= kind == Kind.XML;
            enter(TEXT, p.text);
        }
        return null;
    }

    private Stop markup(Pass p) {
        int comment = same(p, "!--");
        int cdata = same(p, "![CDATA[");
        int most = Math.max(comment, cdata);
        if (comment == 3 || cdata == 8) {
            p.plain(p.at + most);
            enter(comment == 3 ? COMMENT : CDATA, p.text);
        } else if (p.at + most == p.limit && !p.last) {
            return Stop.SHORT;
        } else {
            p.plain(p.at + 1);
            brackets = 0;
            quote = 0;
            enter(DECLARATION, p.text);
        }
        return null;
    }

    /** A document type, with what it declares. */
    private Stop declaration(Pass p) {
        byte c = p.source[p.at];
        if (c == '&') {
            return reference(p);
        }
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '>' && brackets == 0) {
            return end(p, TEXT, 1);
        } else if (c == '[') {
            brackets = 1;
        } else if (c == ']') {
            brackets = 0;
        } else if ((c == '"' || c == '\'') && brackets == 0) {
            quote = c;
        }
        p.plain(p.at + 1);
        return null;
    }

    /** Names, and values without quotes. */
    private Stop word(Pass p) {
        int at = p.at;
        int stop = p.stop();
        while (at < stop && !ends(p.source[at])) {
            byte c = p.source[at];
            hash = space(c) ? hash : 31 * hash + c;
            at++;
        }
        p.plain(at);
        if (at == stop) {
            return null;
        }
        if (p.source[at] == '&' && state == BARE_VALUE) {
            return reference(p);
        }
        if (p.valuewise && from < p.text) {
            return Stop.VALUE;
        }
        endOfWord(p);
        return null;
    }

    private boolean ends(byte c) {
        return switch (state) {
            case END_NAME -> c == '>';
            case BARE_VALUE -> c == '>' || c == '&' || space(c);
            default -> c == '>' || c == '/' || space(c) || c == '=' && state == ATTRIBUTE;
        };
    }

    private static boolean space(byte c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private void endOfWord(Pass p) {
        if (state == END_NAME) {
            close(hash);
            p.plain(p.at + 1);
            enter(TEXT, p.text);
            return;
        }
        if (state == NAME) {
            open(p.text);
        } else if (state == ATTRIBUTE) {
            attributeFrom = from;
            attributeTo = p.text;
            attribute = null;
        }
        state = state == ATTRIBUTE ? AFTER_ATTRIBUTE : TAG;
    }

    private void open(long here) {
        if (kind == Kind.HTML) {
            return;
        }
        path.name(depth, from, here);
        if (depth < Levels.MOST) {
            hashes[depth] = hash;
        }
        depth++;
        malformed |= depth > mostDepth;
    }

    private void close(int name) {
        if (kind == Kind.XML) {
            malformed |= depth == 0 || depth <= Levels.MOST && hashes[depth - 1] != name;
            depth = Math.max(0, depth - 1);
        }
    }

    /** Between names and values in a tag. */
    private Stop tag(Pass p) {
        byte c = p.source[p.at];
        if (c == '>') {
            if (state == EMPTY && depth > 0) {
                depth--;
            }
            p.plain(p.at + 1);
            enter(TEXT, p.text);
        } else if (state == BEFORE_VALUE && !space(c)) {
            boolean quotes = c == '"' || c == '\'';
            malformed |= kind == Kind.XML && !quotes;
            quote = c;
            p.plain(p.at + (quotes ? 1 : 0));
            enter(quotes ? VALUE : BARE_VALUE, p.text);
        } else if (c == '=' || c == '/' || space(c)) {
            state = c == '=' ? BEFORE_VALUE : c == '/' ? EMPTY : state;
            p.plain(p.at + 1);
        } else {
            enter(ATTRIBUTE, p.text);
        }
        return null;
    }

    @Override
    void finish() {
        malformed |= kind == Kind.XML && (depth > 0 || state != TEXT);
    }

    @Override
    boolean malformed() {
        return malformed;
    }

    @Override
    Optional<String> unreadable() {
        return endless ? Optional.of("a reference to a character of more than " + XmlReference.MOST_BYTES + " octets") : Optional.empty();
    }

    @Override
    Format fresh() {
        return new XmlFormat(kind, prefix, mostDepth);
    }

    @Override
    void become(Format format) {
        XmlFormat other = (XmlFormat) format;
        path.become(other.path, other.depth);
        System.arraycopy(other.hashes, 0, hashes, 0, Math.min(other.depth, Levels.MOST));
        state = other.state;
        depth = other.depth;
        from = other.from;
        hash = other.hash;
        quote = other.quote;
        brackets = other.brackets;
        attributeFrom = other.attributeFrom;
        attributeTo = other.attributeTo;
        attribute = other.attribute;
        malformed = other.malformed;
        endless = other.endless;
    }

    @Override
    boolean inValue() {
        return state >= TEXT;
    }

    @Override
    long valueFrom() {
        return from;
    }

    @Override
    Spelling spelling() {
        return switch (state) {
            case TEXT, VALUE -> Spelling.XML;
            case CDATA -> Spelling.CDATA;
            case COMMENT, INSTRUCTION, DECLARATION -> Spelling.COMMENT;
            default -> Spelling.NAME;
        };
    }

    @Override
    String path(View view) {
        boolean value = state == VALUE || state == BARE_VALUE;
        String element = prefix + path.pointer(view, depth, -1);
        return value ? element + (kind == Kind.XML ? "/@" : "@") + attribute(view) : element;
    }

    private String attribute(View view) {
        return attribute == null ? view.read(attributeFrom, attributeTo, Levels.MOST_NAME_BYTES) : attribute;
    }

    @Override
    void keep(View view, long before) {
        path.keep(view, before, depth);
        if (attribute == null && attributeFrom < before) {
            attribute = attribute(view);
        }
    }

    @Override
    int held() {
        return Levels.HELD + 4 * hashes.length + 200;
    }
}
