package dev.postern.content;

/**
 * A document on its way: octets in, the same octets out but for what its {@link Editor} replaces. However the octets are cut into pieces, the editor sees the same blocks and the same comes
 * out. Not for several threads at once.
 */
public interface Document extends AutoCloseable {

    /**
     * @param piece more of it
     * @return what can be passed on; may be empty
     * @throws UnreadableException when it cannot be looked into any further; what was returned before stands
     */
    byte[] add(byte[] piece) throws UnreadableException;

    /** There is no more. @return the rest */
    byte[] end() throws UnreadableException;

    /** Gives back what it holds; may be called at any time, more than once. */
    @Override
    void close();
}
