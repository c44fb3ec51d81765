package dev.postern.content;

import dev.postern.content.Pass.Stop;

/**
 * JSON (RFC 8259), one or many documents of it (one that is followed by a line's end ends the text), and text that may be JSON. What is wrong inside of a string (an escape there is none of, a control
 * character) is shown as it is and the string goes on; what is wrong between them ends the document, and text follows in which {@code \}{@code u} and {@code \/} are still read. Where lines are
 * documents, the next one begins anew.
 */
final class JsonFormat extends Format {

    private static final byte BEGIN = 0;
    private static final byte VALUE = 1;
    private static final byte FIRST_ELEMENT = 2;
    private static final byte FIRST_KEY = 3;
    private static final byte KEY = 4;
    private static final byte COLON = 5;
    private static final byte AFTER = 6;
    private static final byte KEY_STRING = 7;
    private static final byte STRING = 8;
    private static final byte NUMBER = 9;
    private static final byte LITERAL = 10;
    private static final byte TEXT = 11;
    private static final byte GUARD = 12; // the line that keeps JSON from being read as a script

    private static final String[] LITERALS = {"true", "false", "null"};

    private final Framing framing;
    private final String prefix;
    private final int mostDepth;
    private final long[] objects;
    private final Levels path = new Levels();

    private byte state;
    private int depth;
    private boolean inObject;
    private long from;
    /** State of a number; how much of a literal. */
    private int part;
    private int literal;
    private boolean loose;
    private boolean malformed;

    /** @param prefix stands before every path */
    JsonFormat(Framing framing, String prefix, int mostDepth) {
        this.framing = framing;
        this.prefix = prefix;
        this.mostDepth = mostDepth;
        objects = new long[mostDepth + 63 >> 6];
        state = framing == Framing.SCRIPT ? TEXT : BEGIN;
        loose = framing == Framing.SCRIPT;
    }

    @Override
    Stop read(Pass p) {
        byte[] in = p.source;
        int at = p.at;
        int stop = p.stop();
        long shift = p.text - at;
        while (at < stop) {
            byte c = in[at];
            if (state <= AFTER) {
                if (c == ' ') {
                    at = Swar.spaces(in, at, stop);
                } else if (c == '\n' || c == '\r' || c == '\t') {
                    if (c != '\t' && framing == Framing.DATA || c == '\n' && depth == 0 && state == AFTER) {
                        p.plain(at);
                        return endOfLine(p);
                    }
                    at++;
                } else {
                    at += structure(c, at + shift);
                }
                continue;
            }
            if (state == STRING || state == KEY_STRING) {
                at = Swar.special(in, at, stop);
                if (at == stop) {
                    break;
                }
                if (in[at] == '"' && !p.valuewise) {
                    at = endOfString(in, at, stop, shift);
                    continue;
                }
            } else if (state < TEXT) {
                at = state == NUMBER ? number(in, at, stop) : literal(in, at, stop);
                if (at == stop) {
                    break;
                }
                if (!p.valuewise) {
                    state = whole() ? AFTER : brokenScalar(at + shift);
                    continue;
                }
            }
            p.plain(at);
            Stop stopped = state >= TEXT ? text(p) : state < NUMBER ? inString(p) : Stop.VALUE;
            if (stopped != null) {
                return stopped;
            }
            at = p.at;
            stop = p.stop();
            shift = p.text - at;
        }
        p.plain(at);
        return p.stopped();
    }

    /** At what is special in a string. @return when reading stops, or {@code null} */
    private Stop inString(Pass p) {
        byte c = p.source[p.at];
        boolean lineEnd = c == '\n' && framing.byLine() || c == '\r' && framing == Framing.DATA;
        if (p.valuewise && (c == '"' || lineEnd)) {
            return Stop.VALUE;
        }
        if (c == '\\') {
            return escape(p, JsonEscape.read(p.source, p.at, p.limit, p.last));
        }
        malformed |= framing.declared();
        if (lineEnd) {
            text(p.text);
        } else {
            p.plain(p.at + 1);
        }
        return null;
    }

    private Stop escape(Pass p, long escape) {
        if (escape == JsonEscape.NONE) {
            malformed |= framing.declared();
            p.plain(p.at + 1);
        } else if (escape != JsonEscape.INCOMPLETE) {
            p.escape(JsonEscape.length(escape), JsonEscape.character(escape));
        }
        return escape == JsonEscape.INCOMPLETE ? Stop.SHORT : null;
    }

    private int number(byte[] in, int from, int stop) {
        long read = JsonNumber.read(part, in, from, stop);
        part = (int) read & JsonNumber.DEAD;
        return (int) (read >> 4);
    }

    private int literal(byte[] in, int from, int stop) {
        int at = from;
        while (at < stop && part < LITERALS[literal].length() && in[at] == LITERALS[literal].charAt(part)) {
            part++;
            at++;
        }
        return at;
    }

    private boolean whole() {
        return state == NUMBER ? JsonNumber.whole(part) : part == LITERALS[literal].length();
    }

    /** Text that is not JSON. @return when reading stops, or {@code null} */
    private Stop text(Pass p) {
        byte c = p.source[p.at];
        if (c == '\n' && (framing.byLine() || state == GUARD) || c == '\r' && framing == Framing.DATA) {
            return p.valuewise ? Stop.VALUE : endOfLine(p);
        }
        if (c == '\\' && loose) {
            return escape(p, JsonEscape.readLoosely(p.source, p.at, p.limit, p.last));
        }
        p.plain(endOfPlain(p.source, p.at + 1, p.stop()));
        return null;
    }

    /** With it ends the text of a document, if not the whole. */
    private Stop endOfLine(Pass p) {
        if (framing == Framing.DATA) {
            return Stop.LINE;
        }
        boolean guard = state == GUARD;
        state = BEGIN;
        p.plain(p.at + 1);
        return guard ? null : Stop.END;
    }

    private int endOfPlain(byte[] in, int from, int stop) {
        if (!framing.byLine() && state != GUARD) {
            return loose ? Swar.either(in, from, stop, '\\', '\\') : stop;
        }
        int at = from;
        while (at < stop && in[at] != '\n' && in[at] != '\r' && !(loose && in[at] == '\\')) {
            at++;
        }
        return at;
    }

    /** Between strings and numbers. @return how many octets were taken: when none, they are looked at again in another state */
    private int structure(byte c, long here) {
        if (state == AFTER) {
            return after(c, here);
        }
        if (state == BEGIN) {
            return begin(c, here);
        }
        if (state == VALUE) {
            return value(c, here);
        }
        if (state == COLON ? c == ':' : c == '"' && state != FIRST_ELEMENT) {
            from = here + 1;
            state = state == COLON ? VALUE : KEY_STRING;
            return 1;
        }
        if (state == FIRST_KEY && c == '}' || state == FIRST_ELEMENT && c == ']') {
            return close();
        }
        return state == FIRST_ELEMENT ? value(c, here) : broken(here);
    }

    private int value(byte c, long here) {
        from = here;
        if (c == '"') {
            state = STRING;
            from = here + 1;
            return 1;
        }
        if (c == '{' || c == '[') {
            return open(c == '{', here);
        }
        literal = c == 't' ? 0 : c == 'f' ? 1 : c == 'n' ? 2 : -1;
        part = 0;
        if (literal < 0 && c != '-' && (c < '0' || c > '9')) {
            return broken(here);
        }
        state = literal < 0 ? NUMBER : LITERAL;
        return 0;
    }

    private int after(byte c, long here) {
        if (depth == 0) {
            state = BEGIN;
            return 0;
        }
        if (c == ',') {
            state = inObject ? KEY : VALUE;
            if (!inObject) {
                path.next(depth - 1);
            }
            return 1;
        }
        return c == (inObject ? '}' : ']') ? close() : broken(here);
    }

    private int begin(byte c, long here) {
        boolean mark = here < 3 && c == (byte) (here == 0 ? 0xef : here == 1 ? 0xbb : 0xbf);
        if (mark || c == 0x1e && framing == Framing.LINES) {
            return 1;
        }
        if (c == '{' || c == '[' || framing.declared() && c != ')') {
            return value(c, here);
        }
        text(here);
        state = framing.declared() ? GUARD : TEXT;
        loose = false;
        return 0;
    }

    private int open(boolean object, long here) {
        if (depth == mostDepth) {
            malformed |= framing.declared();
            return broken(here);
        }
        objects[depth >> 6] = objects[depth >> 6] & ~(1L << depth) | (object ? 1L << depth : 0);
        path.open(depth);
        depth++;
        inObject = object;
        state = object ? FIRST_KEY : FIRST_ELEMENT;
        return 1;
    }

    private int close() {
        depth--;
        inObject = depth > 0 && (objects[depth - 1 >> 6] >>> depth - 1 & 1) != 0;
        state = AFTER;
        return 1;
    }

    /** @return behind it, and behind the structure up to the next string where they follow one another closely, as they mostly do */
    private int endOfString(byte[] in, int at, int stop, long shift) {
        boolean key = state == KEY_STRING;
        if (key) {
            path.name(depth - 1, from, at + shift);
        }
        state = key ? COLON : AFTER;
        if (stop - at < 4 || in[at + 1] != (key ? ':' : ',') || !inObject) {
            return at + 1;
        }
        state = key ? VALUE : KEY;
        int next = in[at + 2] == ' ' ? at + 3 : at + 2;
        if (in[next] != '"') {
            return next;
        }
        state = key ? STRING : KEY_STRING;
        from = next + 1 + shift;
        return next + 1;
    }

    private int broken(long here) {
        malformed |= framing.declared();
        loose = true;
        text(here);
        return 0;
    }

    private byte brokenScalar(long here) {
        broken(here);
        return TEXT;
    }

    private void text(long here) {
        state = TEXT;
        depth = 0;
        from = here;
    }

    /** A line of many ends that begin anew: whatever it left open is forgotten. */
    void restart() {
        state = BEGIN;
        depth = 0;
        loose = false;
    }

    /** One more line of the same document: what was text goes on as text, from here. */
    void resume(long here) {
        from = here;
    }

    @Override
    void finish() {
        boolean whole = state == TEXT || state == BEGIN || state == AFTER && depth == 0 || (state == NUMBER || state == LITERAL) && depth == 0 && whole();
        malformed |= framing.declared() && !whole;
    }

    @Override
    boolean malformed() {
        return malformed;
    }

    @Override
    Format fresh() {
        return new JsonFormat(framing, prefix, mostDepth);
    }

    @Override
    void become(Format format) {
        JsonFormat other = (JsonFormat) format;
        System.arraycopy(other.objects, 0, objects, 0, Math.min(objects.length, (other.depth >> 6) + 1));
        path.become(other.path, other.depth);
        state = other.state;
        depth = other.depth;
        inObject = other.inObject;
        from = other.from;
        part = other.part;
        literal = other.literal;
        loose = other.loose;
        malformed = other.malformed;
    }

    @Override
    boolean inValue() {
        return state > AFTER;
    }

    @Override
    long valueFrom() {
        return from;
    }

    @Override
    Spelling spelling() {
        return switch (state) {
            case NUMBER, LITERAL -> Spelling.JSON_SCALAR;
            case STRING, KEY_STRING -> Spelling.JSON;
            default -> loose ? Spelling.JSON : framing.byLine() ? Spelling.LINE : Spelling.PLAIN;
        };
    }

    @Override
    String path(View view) {
        return prefix + path.pointer(view, state == KEY_STRING ? depth - 1 : depth, objects[0]);
    }

    @Override
    boolean namesInView() {
        return state != KEY_STRING; // the middle of one
    }

    @Override
    void keep(View view, long before) {
        path.keep(view, before, depth);
    }

    @Override
    int held() {
        return 8 * objects.length + Levels.HELD;
    }
}
