package dev.postern.body;

import java.io.ByteArrayOutputStream;

/** Decoded octets up to a bound: what goes beyond ends the decoding. */
final class BoundedContent {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int bound;

    BoundedContent(int bound) {
        this.bound = bound;
    }

    void add(byte[] octets, int length) throws MalformedException {
        out.write(octets, 0, Math.min(length, bound - out.size()));
        if (out.size() == bound && length > 0) {
            throw new MalformedException("coding: the content grows beyond what is allowed");
        }
    }

    int size() {
        return out.size();
    }

    byte[] octets() {
        return out.toByteArray();
    }
}
