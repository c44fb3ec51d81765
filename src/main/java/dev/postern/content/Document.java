package dev.postern.content;

/**
 * A document on its way: octets in, the same octets out but for what its {@link Editor} replaces. However the octets are cut into pieces, the editor sees the same blocks and the same comes
 * out. It holds at most {@link #MOST_HELD_BYTES} of its own, whatever is sent through it. Not for several threads at once.
 */
public interface Document extends AutoCloseable {

    /**
     * What one document occupies at most between two calls, its buffers, maps and paths together: {@value #MOST_READ_BYTES} for each way it is read in, and what waits for the slower of two. Markup
     * with zeros in it that is called something else is read in four, which wait for one another three times.
     */
    int MOST_HELD_BYTES = 2 << 20;

    /** Of one reading. */
    int MOST_READ_BYTES = 192 << 10;

    /**
     * @param piece more of it
     * @return what can be passed on; may be empty
     * @throws UnreadableException when it cannot be looked into any further; what was returned before stands
     */
    byte[] add(byte[] piece) throws UnreadableException;

    /** There is no more. @return the rest */
    byte[] end() throws UnreadableException;

    /** Whether it is, as far as it was read, not what it says it is; from there on it is shown as plain text. */
    boolean malformed();

    /** Octets that it holds now, its maps and paths counted in; at most {@link #MOST_HELD_BYTES}. */
    int heldBytes();

    /** Gives back what it holds; may be called at any time, more than once. */
    @Override
    void close();
}
