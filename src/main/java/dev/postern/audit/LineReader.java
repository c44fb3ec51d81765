package dev.postern.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of octets from a stream, one at a time in one reused array; a line longer than any the gateway writes is read no further. */
final class LineReader {

    enum End { LINE_FEED, NOTHING, TOO_LONG }

    private final InputStream in;
    private final byte[] block = new byte[65_536];
    private byte[] line = new byte[4096];
    private int length;
    private int at;
    private int filled;
    private long bytes;
    private End end = End.LINE_FEED;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Whether there is another line, finished or not. */
    boolean next() throws IOException {
        length = 0;
        while (at < filled || fill()) {
            int from = at;
            while (at < filled && block[at] != '\n') {
                at++;
            }
            if (length + at - from > ChainWriter.MAX_LINE_BYTES) {
                end = End.TOO_LONG;
                return true;
            }
            append(from, at - from);
            if (at < filled) {
                at++;
                end = End.LINE_FEED;
                return true;
            }
        }
        end = End.NOTHING;
        return length > 0;
    }

    byte[] line() {
        return line;
    }

    int length() {
        return length;
    }

    /** What came after the line. */
    End end() {
        return end;
    }

    long bytes() {
        return bytes;
    }

    private boolean fill() throws IOException {
        filled = Math.max(0, in.read(block));
        bytes += filled;
        at = 0;
        return filled > 0;
    }

    private void append(int from, int count) {
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, line.length * 2));
        }
        System.arraycopy(block, from, line, length, count);
        length += count;
    }
}
