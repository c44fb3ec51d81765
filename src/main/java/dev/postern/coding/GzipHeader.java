package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Reads the header of a gzip member (RFC 1952 §2.3), in whatever pieces; keeps nothing of it. */
final class GzipHeader {

    private static final int FIXED_BYTES = 10;
    private static final int TEXT = 0x01;
    private static final int CHECK = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;

    private enum Part { FIXED, EXTRA_LENGTH, EXTRA, NAME, COMMENT, CHECK, DONE }

    private final CRC32 sum = new CRC32();
    private Part part = Part.FIXED;
    private int read;
    private int flags;
    private int number;

    /** @return whether it has been read to its end */
    boolean read(ByteBuffer in) throws CodingException {
        while (part != Part.DONE && in.hasRemaining()) {
            octet(in.get() & 0xff);
        }
        return part == Part.DONE;
    }

    private void octet(int octet) throws CodingException {
        if (part != Part.CHECK) {
            sum.update(octet);
        }
        read++;
        switch (part) {
            case FIXED -> fixed(octet);
            case EXTRA_LENGTH -> {
                number |= octet << 8 * (read - 1);
                if (read == 2) {
                    enter(number > 0 ? Part.EXTRA : next(Part.EXTRA));
                }
            }
            case EXTRA -> {
                if (read == number) {
                    enter(next(Part.EXTRA));
                }
            }
            case NAME, COMMENT -> {
                if (octet == 0) {
                    enter(next(part));
                }
            }
            case CHECK -> {
                require(octet == (int) (sum.getValue() >> 8 * (read - 1) & 0xff));
                if (read == 2) {
                    enter(Part.DONE);
                }
            }
            case DONE -> throw new IllegalStateException("the header has been read");
        }
    }

    private void fixed(int octet) throws CodingException {
        switch (read) {
            case 1 -> require(octet == 0x1f);
            case 2 -> require(octet == 0x8b);
            case 3 -> require(octet == 8);
            case 4 -> {
                require((octet & ~(TEXT | CHECK | EXTRA | NAME | COMMENT)) == 0);
                flags = octet;
            }
            case FIXED_BYTES -> enter((flags & EXTRA) != 0 ? Part.EXTRA_LENGTH : next(Part.EXTRA));
            default -> { } // time, flags of the compressor, system
        }
    }

    private void enter(Part next) {
        part = next;
        read = 0;
    }

    private Part next(Part after) {
        if (after.compareTo(Part.NAME) < 0 && (flags & NAME) != 0) {
            return Part.NAME;
        }
        if (after.compareTo(Part.COMMENT) < 0 && (flags & COMMENT) != 0) {
            return Part.COMMENT;
        }
        return (flags & CHECK) != 0 ? Part.CHECK : Part.DONE;
    }

    private static void require(boolean holds) throws CodingException {
        if (!holds) {
            throw new CodingException(Problem.MALFORMED);
        }
    }
}
