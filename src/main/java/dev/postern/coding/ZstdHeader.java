package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;

/**
 * Reads the header of a frame of zstd (RFC 8878 §3.1) ahead of the library, for what it does not do: it refuses the formats older than the RFC, frames whose window is larger than
 * {@code Content-Encoding} may ask for (RFC 9659 §3), and frames that are not as long as they say (the library overlooks some when they come in pieces).
 */
final class ZstdHeader {

    private static final long WINDOW_BYTES = 8L << 20;
    private static final int MAGIC_BYTES = 4;
    private static final long MAGIC = 0xfd2fb528L;
    private static final long SKIPPABLE = 0x184d2a50L;
    private static final int SINGLE_SEGMENT = 0x20;
    private static final int RESERVED = 0x08;

    private int read;
    private long magic;
    private boolean skippable;
    private boolean single;
    private int length = MAGIC_BYTES + 1;
    private int sizeBytes;
    private long size;

    /** @return whether nothing more has to be looked at */
    boolean accept(byte octet) throws CodingException {
        int value = octet & 0xff;
        int at = read++;
        if (at < MAGIC_BYTES) {
            magic(at, value);
        } else if (at == MAGIC_BYTES) {
            descriptor(value);
        } else if (at == MAGIC_BYTES + 1 && !single) {
            window(value);
        } else if (at >= length - sizeBytes) {
            size |= (long) value << Byte.SIZE * (at - (length - sizeBytes));
        }
        if (read < length && !skippable) {
            return false;
        }
        size += sizeBytes == 2 ? 256 : 0;
        require(!single || size >= 0 && size <= WINDOW_BYTES, Problem.WINDOW);
        return true;
    }

    /** @param decoded octets of the frame's content, now that it has ended */
    void ended(long decoded) throws CodingException {
        require(sizeBytes == 0 || size == decoded, Problem.MALFORMED);
    }

    private void magic(int at, int value) throws CodingException {
        magic |= (long) value << Byte.SIZE * at;
        if (at == MAGIC_BYTES - 1) {
            skippable = (magic & ~0xfL) == SKIPPABLE;
            require(magic == MAGIC || skippable, Problem.MALFORMED);
        }
    }

    private void descriptor(int value) throws CodingException {
        require((value & RESERVED) == 0, Problem.MALFORMED);
        single = (value & SINGLE_SEGMENT) != 0;
        int flag = value >> 6;
        int dictionary = value & 3;
        sizeBytes = flag == 0 && !single ? 0 : 1 << flag;
        length += (single ? 0 : 1) + (dictionary == 3 ? 4 : dictionary) + sizeBytes;
    }

    private static void window(int value) throws CodingException {
        long base = 1L << 10 + (value >> 3);
        require(base + (base >> 3) * (value & 7) <= WINDOW_BYTES, Problem.WINDOW);
    }

    private static void require(boolean holds, Problem otherwise) throws CodingException {
        if (!holds) {
            throw new CodingException(otherwise);
        }
    }
}
