package dev.postern.dlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** In which line and column of a text in UTF-8 one is that goes over it once. For one thread. */
final class LinePlace {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080_8080_8080_8080L;
    private static final long NEWLINES = 0x0a0a_0a0a_0a0a_0a0aL;

    private long line = 1;
    private int column = 1;

    /** From 1. */
    long line() {
        return line;
    }

    /** In characters, from 1. */
    int column() {
        return column;
    }

    /** Goes on over these octets. */
    void over(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            if (at + Long.BYTES <= to) {
                long eight = (long) EIGHT.get(text, at);
                long other = eight ^ NEWLINES;
                if ((~((other & ~HIGH) + ~HIGH | other) & HIGH) == 0) {
                    column += Long.BYTES - Long.bitCount(eight & ~(eight << 1) & HIGH);
                    at += Long.BYTES;
                    continue;
                }
            }
            one(text[at++]);
        }
    }

    private void one(byte octet) {
        if (octet == '\n') {
            line++;
            column = 1;
        } else if ((octet & 0xc0) != 0x80) {
            column++;
        }
    }
}
