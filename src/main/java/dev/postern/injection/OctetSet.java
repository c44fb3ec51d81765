package dev.postern.injection;

/** A set of octets, for spans. */
final class OctetSet {

    private final boolean[] members = new boolean[256];

    private OctetSet(String latin) {
        for (int i = 0; i < latin.length(); i++) {
            members[latin.charAt(i)] = true;
        }
    }

    static OctetSet of(String latin) {
        return new OctetSet(latin);
    }

    boolean has(byte octet) {
        return members[octet & 0xff];
    }

    /** The first place from {@code from} on whose octet is not of the set, or the end. */
    int end(byte[] in, int from) {
        int at = from;
        while (at < in.length && members[in[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** The first place from {@code from} on whose octet is of the set, or the end. */
    int next(byte[] in, int from) {
        int at = from;
        while (at < in.length && !members[in[at] & 0xff]) {
            at++;
        }
        return at;
    }
}
