package dev.postern.transformation;

/**
 * Which kinds of octets a value has, one bit for each kind: what tells in one test that a transformation would leave it alone. Each printable octet that is neither letter nor digit, each white
 * space and the zero octet are a kind of their own; small letters, capitals, the digit 0, other digits, other controls and octets beyond ASCII are kinds together.
 */
public final class Kinds {

    /** Every kind, and one that every value has: what asks for it is never passed over. */
    public static final long ANY = -1;

    private static final int SMALL_LETTER = 40;
    private static final int CAPITAL = 41;
    private static final int NOUGHT = 42;
    private static final int DIGIT = 43;
    private static final int CONTROL = 44;
    private static final int NO_BREAK_SPACE = 45;
    private static final int BEYOND_ASCII = 46;
    private static final long EVERY_VALUE = 1L << 63;

    private static final long[] BITS = bits();

    private Kinds() {}

    private static long[] bits() {
        long[] bits = new long[256];
        int next = 0;
        for (int octet = 0; octet < bits.length; octet++) {
            int kind = shared(octet);
            bits[octet] = 1L << (kind >= 0 ? kind : next++);
        }
        return bits;
    }

    /** −1 for an octet that is a kind of its own. */
    private static int shared(int octet) {
        if (octet >= 0x80) {
            return octet == Octet.NO_BREAK_SPACE ? NO_BREAK_SPACE : BEYOND_ASCII;
        }
        if (octet >= 'a' && octet <= 'z') {
            return SMALL_LETTER;
        }
        if (octet >= 'A' && octet <= 'Z') {
            return CAPITAL;
        }
        if (octet >= '0' && octet <= '9') {
            return octet == '0' ? NOUGHT : DIGIT;
        }
        return octet == 0 || octet >= ' ' && octet < 0x7f || octet >= '\t' && octet <= '\r' ? -1 : CONTROL;
    }

    /** Of all octets of a value. */
    public static long of(byte[] value) {
        long kinds = EVERY_VALUE;
        for (byte octet : value) {
            kinds |= BITS[octet & 0xff];
        }
        return kinds;
    }

    /** Of these octets, U+0000 to U+00FF. */
    public static long of(String octets) {
        long kinds = 0;
        for (int i = 0; i < octets.length(); i++) {
            kinds |= BITS[octets.charAt(i)];
        }
        return kinds;
    }
}
