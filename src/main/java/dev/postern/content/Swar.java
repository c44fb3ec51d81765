package dev.postern.content;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for octets eight at a time: the bits of a word in which a subtraction borrowed tell where (Warren, Hacker's Delight, §6-1); what they tell below the first is exact. */
final class Swar {

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;

    private Swar() {}

    /** Index of the first quotation mark, backslash or control character, or {@code stop}. */
    static int special(byte[] in, int from, int stop) {
        int at = from;
        for (; at + 8 <= stop; at += 8) {
            long word = (long) WORDS.get(in, at);
            long quote = word ^ '"' * ONES;
            long escape = word ^ '\\' * ONES;
            long found = (quote - ONES & ~quote | escape - ONES & ~escape | word - SPACES & ~word) & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < stop && in[at] != '"' && in[at] != '\\' && (in[at] < 0 || in[at] >= ' ')) {
            at++;
        }
        return at;
    }

    /** Index of the first octet that is one of these two, or {@code stop}. */
    static int either(byte[] in, int from, int stop, long one, long other) {
        int at = from;
        for (; at + 8 <= stop; at += 8) {
            long word = (long) WORDS.get(in, at);
            long first = word ^ one * ONES;
            long second = word ^ other * ONES;
            long found = (first - ONES & ~first | second - ONES & ~second) & HIGHS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < stop && in[at] != one && in[at] != other) {
            at++;
        }
        return at;
    }

    /** Index of the first octet that is no space, or {@code stop}. */
    static int spaces(byte[] in, int from, int stop) {
        int at = from;
        while (at + 8 <= stop && (long) WORDS.get(in, at) == SPACES) {
            at += 8;
        }
        while (at < stop && in[at] == ' ') {
            at++;
        }
        return at;
    }
}
