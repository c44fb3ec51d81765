package dev.postern.body;

/**
 * As much of a body as there is to read. Where it was cut, mere incompleteness is no error, and what the cut goes through (a string, a part, an attribute) counts as far as it was
 * received: a cut must not hide what stands before it.
 */
public record Received(byte[] octets, BodyEnd end) {

    static Received whole(byte[] octets) {
        return new Received(octets, BodyEnd.SEEN);
    }

    boolean isCut() {
        return end == BodyEnd.CUT;
    }
}
