package dev.postern.detect;

/**
 * A stretch of a longer text in UTF-8, as much as is needed to decide what begins in a part of it: {@link #MOST_HIT_BYTES} beyond that part and {@link #CONTEXT_BYTES} before it, or to the
 * ends of the text. The array is used again for the next window: nobody keeps it, writes to it or reads beyond {@code length}.
 *
 * @param text   octets
 * @param length how many of them are text
 * @param from   a hit begins here or later
 * @param to     and before this
 */
public record Window(byte[] text, int length, int from, int to) {

    /** What is longer is not found. */
    public static final int MOST_HIT_BYTES = 4096;
    /** How far before a hit words are looked at. */
    public static final int CONTEXT_BYTES = 128;

    static final Window NOTHING = whole(new byte[0]);

    public Window {
        if (length > text.length || from < 0 || to < from || to > length) {
            throw new IllegalArgumentException("a window from " + from + " to " + to + " of " + length);
        }
    }

    public static Window whole(byte[] text) {
        return new Window(text, text.length, 0, text.length);
    }
}
