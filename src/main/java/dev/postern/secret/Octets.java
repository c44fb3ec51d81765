package dev.postern.secret;

import java.util.Arrays;

/** A set of octets. Immutable. */
final class Octets {

    static final Octets NONE = new Octets(new long[4]);
    static final Octets ALL = NONE.negated();
    static final Octets DIGITS = range('0', '9');
    static final Octets LETTERS = range('a', 'z').or(range('A', 'Z'));
    static final Octets WORD = LETTERS.or(DIGITS).or(of('_'));
    /** As RE2 has it: without the vertical tab. */
    static final Octets SPACE = of('\t').or(of('\n')).or(of('\f')).or(of('\r')).or(of(' '));
    static final Octets BEYOND_ASCII = range(0x80, 0xff);

    private final long[] bits;

    private Octets(long[] bits) {
        this.bits = bits;
    }

    static Octets of(int octet) {
        return range(octet, octet);
    }

    /** Both ends included. */
    static Octets range(int first, int last) {
        long[] bits = new long[4];
        for (int octet = first; octet <= last; octet++) {
            bits[octet >> 6] |= 1L << octet;
        }
        return new Octets(bits);
    }

    boolean contains(int octet) {
        return (bits[octet >> 6] >>> octet & 1) != 0;
    }

    int size() {
        return Arrays.stream(bits).mapToInt(Long::bitCount).sum();
    }

    Octets or(Octets other) {
        long[] union = bits.clone();
        for (int i = 0; i < union.length; i++) {
            union[i] |= other.bits[i];
        }
        return new Octets(union);
    }

    Octets negated() {
        long[] rest = new long[4];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = ~bits[i];
        }
        return new Octets(rest);
    }

    Octets minus(Octets other) {
        return negated().or(other).negated();
    }

    /** With each ASCII letter its other case. */
    Octets folded() {
        Octets folded = this;
        for (int lower = 'a'; lower <= 'z'; lower++) {
            int upper = lower - 0x20;
            if (contains(lower) != contains(upper)) {
                folded = folded.or(of(lower)).or(of(upper));
            }
        }
        return folded;
    }

    /** As a class in PCRE's syntax. */
    String written() {
        if (equals(NONE)) {
            return "[^\\x00-\\xff]";
        }
        StringBuilder text = new StringBuilder("[");
        for (int first = 0; first < 256; first++) {
            int last = first;
            while (contains(first) && last < 255 && contains(last + 1)) {
                last++;
            }
            if (contains(first)) {
                hexadecimal(text, first);
                if (last > first) {
                    hexadecimal(text.append('-'), last);
                }
                first = last;
            }
        }
        return text.append(']').toString();
    }

    private static void hexadecimal(StringBuilder text, int octet) {
        text.append("\\x").append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return written();
    }
}
