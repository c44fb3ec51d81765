package dev.postern.detect;

import java.util.Arrays;

/**
 * Windows over a text that arrives in pieces. The text is decided in blocks of {@value #BLOCK_BYTES} octets, counted from its beginning and never from a piece's, so that its windows are the same
 * however it is cut. A block is shown when {@link Window#MOST_HIT_BYTES} beyond it are known or the text has ended.
 *
 * <p>Holds at most {@value #MOST_BYTES} octets; a short text takes no more than twice its length. Not for several threads at once.
 */
public final class Windows {

    /** Decided at once. */
    public static final int BLOCK_BYTES = 32 << 10;
    /** Held at most: a block, what comes before and what comes behind. */
    public static final int MOST_BYTES = Window.CONTEXT_BYTES + BLOCK_BYTES + Window.MOST_HIT_BYTES;

    private static final int FIRST_BYTES = 1 << 10;

    /** Decides what begins in a window's part. */
    @FunctionalInterface
    public interface Reader {

        /**
         * @param window its array is valid during this call alone
         * @param offset of the window's first octet in all that was added so far
         * @return index in the window behind the last octet that is decided; what is beyond the window's part is not shown as undecided again. {@link Window#to()} if nothing reaches beyond
         */
        int read(Window window, long offset);
    }

    private final Reader reader;
    private byte[] text = new byte[FIRST_BYTES];
    private int length;
    /** Of the first octet held. */
    private long offset;
    /** The first octet that is not decided. */
    private int from;
    /** Where the block ends. */
    private int to = BLOCK_BYTES;

    public Windows(Reader reader) {
        this.reader = reader;
    }

    /** More of the text; shows what can be decided then. */
    public void add(byte[] octets, int first, int end) {
        int at = first;
        while (at < end) {
            int part = Math.min(end - at, to + Window.MOST_HIT_BYTES - length);
            grow(length + part);
            System.arraycopy(octets, at, text, length, part);
            length += part;
            at += part;
            showFull();
        }
    }

    /** One octet more, 0 to 255 or as a {@code byte}. */
    public void add(int octet) {
        grow(length + 1);
        text[length++] = (byte) octet;
        showFull();
    }

    /** The text has ended: shows the rest. What is added later is a new text, to which this one is no context. */
    public void end() {
        if (length > to) {
            show(to);
        }
        if (length > from) {
            read(length);
        }
        offset += length;
        length = 0;
        from = 0;
        to = BLOCK_BYTES;
    }

    /** All that was added so far. */
    public long added() {
        return offset + length;
    }

    /** As much of it, from its beginning, as is decided. */
    public long decided() {
        return offset + from;
    }

    private void grow(int needed) {
        if (needed > text.length) {
            text = Arrays.copyOf(text, Math.min(MOST_BYTES, Math.max(needed, 2 * text.length)));
        }
    }

    private void showFull() {
        if (length == to + Window.MOST_HIT_BYTES) {
            show(to);
        }
    }

    private void show(int end) {
        int decided = read(end);
        int dropped = end - Window.CONTEXT_BYTES;
        System.arraycopy(text, dropped, text, 0, length - dropped);
        length -= dropped;
        offset += dropped;
        from = decided - dropped;
        to = Window.CONTEXT_BYTES + BLOCK_BYTES;
    }

    private int read(int end) {
        int decided = reader.read(new Window(text, length, from, end), offset);
        if (decided > length) {
            throw new IllegalStateException("decided up to " + decided + " of " + length);
        }
        return Math.max(decided, end);
    }
}
