package dev.postern.content;

import dev.postern.content.Pass.Stop;

/** Events sent by a server (WHATWG HTML §9.2): each ends the text. Their data may be JSON, over several lines too; comments and the other fields are plain text. */
final class EventFormat extends Format {

    private static final byte LINE = 0;
    private static final byte LINE_END = 1;
    private static final byte COLON = 2;
    private static final byte DATA = 3;
    /** Name of a field. */
    private static final byte NAME = 4;
    private static final byte TEXT = 5;

    private static final String DATA_NAME = "data";

    private final String prefix;
    private final int mostDepth;
    private final JsonFormat data;
    private byte state = LINE;
    private long from;
    /** How much of the name is that of data, −1 when it is another. */
    private int named;
    private boolean carriage;
    private boolean blank;
    private boolean begun;

    EventFormat(String prefix, int mostDepth) {
        this.prefix = prefix;
        this.mostDepth = mostDepth;
        data = new JsonFormat(Framing.DATA, prefix + DATA_NAME, mostDepth);
    }

    @Override
    Stop read(Pass p) {
        while (p.at < p.stop()) {
            Stop stopped = state == DATA ? data(p) : state >= NAME ? text(p) : structure(p);
            if (stopped != null) {
                return stopped;
            }
        }
        return p.stopped();
    }

    private Stop data(Pass p) {
        Stop stopped = data.read(p);
        if (stopped != Stop.LINE) {
            return stopped;
        }
        state = LINE_END;
        return null;
    }

    private Stop text(Pass p) {
        byte c = p.source[p.at];
        if (c == '\n' || c == '\r' || c == ':' && state == NAME) {
            if (p.valuewise && from < p.text) {
                return Stop.VALUE;
            }
            state = LINE_END;
            if (c == ':') {
                state = COLON;
                p.plain(p.at + 1);
            }
            return null;
        }
        if (state == NAME) {
            boolean same = named >= 0 && named < DATA_NAME.length() && c == DATA_NAME.charAt(named);
            // A byte order mark before the first is passed over.
            named = same ? named + 1 : c < 0 && named == 0 ? 0 : -1;
        }
        p.plain(p.at + 1);
        return null;
    }

    private Stop structure(Pass p) {
        byte c = p.source[p.at];
        boolean end = c == '\n' || c == '\r';
        if (state == COLON) {
            if (c == ' ') {
                p.plain(p.at + 1);
            } else {
                state = end ? LINE_END : named == DATA_NAME.length() ? DATA : TEXT;
                from = p.text;
                data.resume(p.text);
            }
            return null;
        }
        if (state == LINE_END || !end) {
            state = state == LINE_END ? LINE : NAME;
            begun = true;
            from = p.text;
            named = 0;
            carriage = c == '\r';
            blank = false;
            p.plain(p.at + (end ? 1 : 0));
            return null;
        }
        return lineBegins(p, c);
    }

    /** With the end of a line: the rest of the last one's, or the end of the event. */
    private Stop lineBegins(Pass p, byte c) {
        p.plain(p.at + 1);
        if (c == '\n' && carriage) {
            carriage = false;
            return blank ? Stop.END : null;
        }
        boolean event = begun;
        carriage = c == '\r';
        blank = carriage && event;
        begun = false;
        data.restart();
        return event ? Stop.END : null;
    }

    @Override
    void finish() {
        // An event that is cut short is dropped by who reads it.
    }

    @Override
    boolean malformed() {
        return false;
    }

    @Override
    Format fresh() {
        return new EventFormat(prefix, mostDepth);
    }

    @Override
    void become(Format format) {
        EventFormat other = (EventFormat) format;
        data.become(other.data);
        state = other.state;
        from = other.from;
        named = other.named;
        carriage = other.carriage;
        blank = other.blank;
        begun = other.begun;
    }

    @Override
    boolean inValue() {
        return state >= NAME || state == DATA && data.inValue();
    }

    @Override
    long valueFrom() {
        return state == DATA ? data.valueFrom() : from;
    }

    @Override
    Spelling spelling() {
        return state == DATA ? data.spelling() : Spelling.LINE;
    }

    @Override
    String path(View view) {
        return state == DATA ? data.path(view) : prefix;
    }

    @Override
    void keep(View view, long before) {
        data.keep(view, before);
    }

    @Override
    int held() {
        return data.held();
    }
}
