package dev.postern.automaton;

import java.util.Arrays;

/** A text by {@value #BLOCK} octets, behind whose end noughts follow: masks of what its blocks consist of. For one thread. */
final class Blocks {

    /** Octets of a block, one for each bit of a mask. */
    static final int BLOCK = 64;

    private final byte[] last = new byte[BLOCK];
    private byte[] text = last;
    private int length;
    private byte[] octets = last;
    private int at;

    void on(Stretch another) {
        text = another.octets();
        length = another.length();
    }

    /** The block that begins at this index. */
    void aim(int index) {
        if (index + BLOCK <= length) {
            octets = text;
            at = index;
            return;
        }
        int count = Math.max(0, length - index);
        System.arraycopy(text, Math.min(index, length), last, 0, count);
        Arrays.fill(last, count, BLOCK, (byte) 0);
        octets = last;
        at = 0;
    }

    /** Eight of its octets, the first one this many behind its beginning. */
    long eight(int index) {
        return OctetMasks.eight(octets, at + index);
    }

    long words() {
        long words = 0;
        for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
            words |= OctetMasks.words(eight(i)) << i;
        }
        return words;
    }

    long digits() {
        long digits = 0;
        for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
            digits |= OctetMasks.digits(eight(i)) << i;
        }
        return digits;
    }

    /** Those that are one of these octets, each given eight times; quick where there is none. */
    long any(long[] some) {
        long mask = 0;
        for (long one : some) {
            if (holds(one)) {
                mask |= those(one);
            }
        }
        return mask;
    }

    private boolean holds(long octet) {
        long any = 0;
        for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
            any |= OctetMasks.somewhere(eight(i), octet);
        }
        return (any & OctetMasks.HIGH) != 0;
    }

    private long those(long octet) {
        long mask = 0;
        for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
            mask |= OctetMasks.equal(eight(i), octet) << i;
        }
        return mask;
    }

    /** The first so many bits, all of them from {@value #BLOCK} on. */
    static long first(int count) {
        return count >= BLOCK ? -1 : count <= 0 ? 0 : (1L << count) - 1;
    }
}
