package dev.postern.automaton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tells of eight octets at once which are of a kind: the results' bit <i>i</i> is about the octet <i>i</i> places on. */
final class OctetMasks {

    /** Octets that one call looks at. */
    static final int WIDTH = 8;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long LOW = ~HIGH;
    private static final long ONES = 0x0101_0101_0101_0101L;
    /** Brings the lowest bit of each octet together in the highest octet. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    private OctetMasks() {}

    static long eight(byte[] in, int at) {
        return (long) EIGHT.get(in, at);
    }

    /** This octet eight times. */
    static long times(int octet) {
        return octet * ONES;
    }

    /** ASCII letters, digits and the underscore. */
    static long words(long eight) {
        long low = eight & LOW;
        long folded = low | times(0x20);
        long letter = folded + times(0x80 - 'a') & ~(folded + times(0x80 - 'z' - 1));
        long digit = low + times(0x80 - '0') & ~(low + times(0x80 - '9' - 1));
        long underscore = ~((low ^ times('_')) + LOW);
        return gather((letter | digit | underscore) & ~eight);
    }

    /** Those that are this octet, given eight times. */
    static long equal(long eight, long octet) {
        long other = eight ^ octet;
        return gather(~((other & LOW) + LOW | other));
    }

    private static long gather(long bits) {
        return ((bits & HIGH) >>> 7) * GATHER >>> 56;
    }
}
