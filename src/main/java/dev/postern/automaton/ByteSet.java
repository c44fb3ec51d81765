package dev.postern.automaton;

import java.util.Arrays;

/** A set of octets. Immutable. */
final class ByteSet {

    static final ByteSet NONE = new ByteSet(new long[4]);
    static final ByteSet ALL = NONE.negated();
    static final ByteSet NEWLINE = of('\n');
    static final ByteSet DIGITS = range('0', '9');
    static final ByteSet WORD = range('a', 'z').or(range('A', 'Z')).or(DIGITS).or(of('_'));
    /** As PCRE2 has it: with the vertical tab. */
    static final ByteSet SPACE = range('\t', '\r').or(of(' '));
    static final ByteSet HORIZONTAL_SPACE = of('\t').or(of(' ')).or(of(0xa0));
    static final ByteSet VERTICAL_SPACE = range('\n', '\r').or(of(0x85));

    private final long[] bits;

    private ByteSet(long[] bits) {
        this.bits = bits;
    }

    static ByteSet of(int octet) {
        return range(octet, octet);
    }

    /** Both ends included. */
    static ByteSet range(int first, int last) {
        long[] bits = new long[4];
        for (int octet = first; octet <= last; octet++) {
            bits[octet >> 6] |= 1L << octet;
        }
        return new ByteSet(bits);
    }

    boolean contains(int octet) {
        return (bits[octet >> 6] >>> octet & 1) != 0;
    }

    ByteSet or(ByteSet other) {
        long[] union = bits.clone();
        for (int i = 0; i < union.length; i++) {
            union[i] |= other.bits[i];
        }
        return new ByteSet(union);
    }

    ByteSet negated() {
        long[] rest = new long[4];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = ~bits[i];
        }
        return new ByteSet(rest);
    }

    ByteSet minus(ByteSet other) {
        return negated().or(other).negated();
    }

    /** Whether some octet is in both. */
    boolean meets(ByteSet other) {
        for (int i = 0; i < bits.length; i++) {
            if ((bits[i] & other.bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** With each ASCII letter its other case. */
    ByteSet withBothCases() {
        ByteSet folded = this;
        for (int lower = 'a'; lower <= 'z'; lower++) {
            int upper = lower - 0x20;
            if (contains(lower) != contains(upper)) {
                folded = folded.or(of(lower)).or(of(upper));
            }
        }
        return folded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSet set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int octet = 0; octet < 256; octet++) {
            if (contains(octet)) {
                text.append(octet > ' ' && octet < 0x7f ? String.valueOf((char) octet) : "\\x" + Integer.toHexString(octet));
            }
        }
        return text.append(']').toString();
    }
}
