package dev.postern.coding;

import java.io.ByteArrayOutputStream;

/** Puts one coding on. */
interface Encoder extends AutoCloseable {

    /** What is to become of what has been given so far. */
    enum Then {
        /** It may wait for more. */
        CONTINUE,
        /** All of it can be decoded from what comes out. */
        FLUSH,
        /** There is no more of it. */
        FINISH
    }

    void encode(byte[] piece, Then then, ByteArrayOutputStream out);

    /** May be called more than once. */
    @Override
    void close();
}
