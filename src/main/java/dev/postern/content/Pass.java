package dev.postern.content;

/**
 * What a {@link Format} reads from and into: octets of the source, from {@link #at}; the text that comes of them goes into the view, or is only counted. It goes as far as there is source, as the
 * text wanted, and as a stretch of source may be long.
 */
final class Pass {

    /** Why reading stopped. */
    enum Stop {
        /** There is no more source, or not enough of it to tell what it says. */
        SHORT,
        /** So much text was wanted. */
        FULL,
        /** The text ends here, though not the document. */
        END,
        /** The line ends here, and with it what this format knows of. */
        LINE,
        /** The value that was asked for ends here. */
        VALUE
    }

    byte[] source;
    int at;
    int limit;
    /** No stretch goes on behind here. */
    int most;
    boolean last;
    /** Where in the whole text. */
    long text;
    long target;
    /** To stop where a value ends. */
    boolean valuewise;

    private long base;
    private final View view;
    private final Escapes escapes;

    private Pass(View view, Escapes escapes) {
        this.view = view;
        this.escapes = escapes;
    }

    static Pass into(View view, Escapes escapes) {
        return new Pass(view, escapes);
    }

    static Pass counting() {
        return new Pass(null, null);
    }

    void over(Tape tape, long offset) {
        source = tape.octets();
        base = tape.base();
        limit = tape.length();
        at = (int) (offset - base);
    }

    long offset() {
        return base + at;
    }

    /** Before which index plain text may be taken. */
    int stop() {
        return (int) Math.min(Math.min(limit, most), at + (target - text));
    }

    Stop stopped() {
        return text >= target || at >= most ? Stop.FULL : Stop.SHORT;
    }

    /** What stands before this index is text as it is. */
    void plain(int to) {
        int count = to - at;
        if (view != null) {
            view.append(source, at, count);
        }
        text += count;
        at = to;
    }

    /** The next octets stand for this character. */
    void escape(int length, int character) {
        int octets = Utf8.length(character);
        if (view != null) {
            escapes.add(text, base + at, octets, length, view.base());
            view.appendCharacter(character);
        }
        text += octets;
        at += length;
    }

    /** The next octets stand for this octet. */
    void octet(int length, int octet) {
        if (view != null) {
            escapes.add(text, base + at, 1, length, view.base());
            view.append(octet);
        }
        text++;
        at += length;
    }
}
