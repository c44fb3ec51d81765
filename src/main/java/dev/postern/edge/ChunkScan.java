package dev.postern.edge;

import io.netty.buffer.ByteBuf;

/**
 * Follows the framing of a chunked body (RFC 9112 §7.1) ahead of the parser, which takes a size for ended at the first octet it does not know. Refused is what a hop before or
 * behind may read otherwise: a size line that is not hexadecimal digits and perhaps extensions, bare CR or LF, control octets, data that is longer than its size, folded
 * trailers; and lines of more than {@value #MAX_LINE} octets, which only make work.
 *
 * <p>Not thread-safe; lives on the connection's event loop.
 */
final class ChunkScan {

    static final int MAX_LINE = 256;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_TRAILER_LINE = 8 * 1024;

    private enum Part { SIZE, AFTER_SIZE, EXTENSION, DATA, END_OF_DATA, TRAILER }

    private Part part = Part.SIZE;
    private long size;
    private int length;
    private boolean afterCarriageReturn;
    private boolean complete;

    /** Takes octets up to the end of the body. @return the index after the last one taken. @throws IllegalArgumentException */
    int scan(ByteBuf in, int from, int to) {
        int at = from;
        while (at < to && !complete) {
            if (part == Part.DATA) {
                int skipped = (int) Math.min(size, to - at);
                at += skipped;
                size -= skipped;
                part = size == 0 ? Part.END_OF_DATA : Part.DATA;
            } else {
                take(in.getByte(at) & 0xff);
                at++;
            }
        }
        return at;
    }

    private void take(int b) {
        if (afterCarriageReturn) {
            if (b != '\n') {
                throw new IllegalArgumentException("carriage return without line feed in the framing of a body");
            }
            afterCarriageReturn = false;
            endOfLine();
        } else if (b == '\r') {
            afterCarriageReturn = true;
        } else {
            inLine(b);
        }
    }

    private void inLine(int b) {
        boolean blank = b == ' ' || b == '\t';
        if (++length > (part == Part.TRAILER ? MAX_TRAILER_LINE : MAX_LINE) || b < 0x20 && b != '\t' || b == 0x7f) {
            throw new IllegalArgumentException("a long line or a control octet in the framing of a body");
        }
        switch (part) {
            case SIZE -> digitOrEnd(b, blank);
            case AFTER_SIZE -> {
                refuseUnless(blank || b == ';', "a chunk size followed by something");
                part = b == ';' ? Part.EXTENSION : Part.AFTER_SIZE;
            }
            case TRAILER -> refuseUnless(length > 1 || !blank, "a folded trailer");
            case EXTENSION -> { }
            case DATA, END_OF_DATA -> refuseUnless(false, "a chunk longer than its size");
        }
    }

    private void digitOrEnd(int b, boolean blank) {
        int digit = b < 0x80 ? Character.digit(b, 16) : -1;
        if (digit >= 0) {
            refuseUnless(length <= MAX_DIGITS, "a chunk size of too many digits");
            size = size << 4 | digit;
        } else {
            refuseUnless(length > 1 && (blank || b == ';'), "a chunk size that is no number");
            part = b == ';' ? Part.EXTENSION : Part.AFTER_SIZE;
        }
    }

    private void endOfLine() {
        switch (part) {
            case SIZE, AFTER_SIZE, EXTENSION -> {
                refuseUnless(length > 0, "a chunk without a size");
                part = size == 0 ? Part.TRAILER : Part.DATA;
            }
            case END_OF_DATA -> part = Part.SIZE;
            case TRAILER -> complete = length == 0;
            case DATA -> throw new IllegalStateException("lines do not end in data");
        }
        length = 0;
    }

    private static void refuseUnless(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
