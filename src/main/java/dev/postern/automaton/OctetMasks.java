package dev.postern.automaton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells of eight octets at once which are of a kind: the results' bit <i>i</i> is about the octet <i>i</i> places on. */
final class OctetMasks {

    /** Octets that one call looks at. */
    static final int WIDTH = 8;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle TWO = MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
    /** The highest bit of each octet. */
    static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long LOW = ~HIGH;
    private static final long ONES = 0x0101_0101_0101_0101L;
    /** Brings the lowest bit of each octet together in the highest octet. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private OctetMasks() {}

    static long eight(byte[] in, int at) {
        return (long) EIGHT.get(in, at);
    }

    /** The first one lowest. */
    static int four(byte[] in, int at) {
        return (int) FOUR.get(in, at);
    }

    /** The first one lowest. */
    static int two(byte[] in, int at) {
        return (char) TWO.get(in, at);
    }

    /** This octet eight times. */
    static long times(int octet) {
        return octet * ONES;
    }

    /** ASCII letters, digits and the underscore. */
    static long words(long eight) {
        long low = eight & LOW;
        long underscore = ~((low ^ times('_')) + LOW);
        return gather((between(low | times(0x20), 'a', 'z') | between(low, '0', '9') | underscore) & ~eight);
    }

    /** By the highest bit of each octet; the other bits say nothing. */
    static long lettersHigh(long eight) {
        return between(eight & LOW | times(0x20), 'a', 'z') & ~eight;
    }

    /** Capitals, and the first octets of characters beyond ASCII; by the highest bits. */
    static long capitalsAndLeadsHigh(long eight) {
        return between(eight & LOW, 'A', 'Z') & ~eight | eight & eight << 1;
    }

    /** By the highest bits. */
    static long digitsHigh(long eight) {
        return between(eight & LOW, '0', '9') & ~eight;
    }

    static long digits(long eight) {
        return gather(digitsHigh(eight));
    }

    /** Of octets without their highest bit. */
    private static long between(long low, int first, int last) {
        return low + times(0x80 - first) & ~(low + times(0x7f - last));
    }

    /** Those that are this octet, given eight times. */
    static long equal(long eight, long octet) {
        return gather(same(eight, octet));
    }

    /** The same, told by the highest bit of each octet of the result, for {@link #gather}; the other bits say nothing. */
    static long same(long eight, long octet) {
        long other = eight ^ octet;
        return ~((other & LOW) + LOW | other);
    }

    /** The highest bit of an octet is set if and only if one of them is this octet, given eight times; of which one, and the other bits, say nothing. */
    static long somewhere(long eight, long octet) {
        long other = eight ^ octet;
        return other - ONES & ~other;
    }

    /** Brings the highest bits together. */
    static long gather(long bits) {
        return ((bits & HIGH) >>> 7) * GATHER >>> 56;
    }
}
