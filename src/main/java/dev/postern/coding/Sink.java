package dev.postern.coding;

/**
 * Takes decoded content, slice after slice, on the thread that feeds the decoding.
 *
 * @param <X> what it may throw, which then comes out of the feeding call; the decoding must be closed after that
 */
@FunctionalInterface
public interface Sink<X extends Exception> {

    /** @param slice at most {@link Decoding#SLICE_BYTES}, never empty, the taker's to keep */
    void take(byte[] slice) throws X;
}
