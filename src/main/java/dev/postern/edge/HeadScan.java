package dev.postern.edge;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.ByteProcessor;

/**
 * One pass over the octets of an HTTP/1.1 request head, ahead of the parser, that refuses what a parser may read in more than one way: lines that do not end in CRLF,
 * bare CR, control octets, folded or indented header lines (RFC 9112 §5.2), more than two spaces or any tab in the request line (§3), and more header lines than allowed.
 *
 * <p>It knows lines only; what is in them stays the parser's business. Not thread-safe; lives on the connection's event loop.
 */
final class HeadScan implements ByteProcessor {

    private static final int MAX_EMPTY_LINES = 1;

    private final int maxLines;

    private int line;
    private int length;
    private int spaces;
    private int empty;
    private boolean afterCarriageReturn;
    private boolean complete;

    HeadScan(int maxLines) {
        this.maxLines = maxLines;
    }

    /** Takes one octet; false once the head is complete. @throws IllegalArgumentException, or TooLongHttpHeaderException for too many lines */
    @Override
    public boolean process(byte octet) {
        int b = octet & 0xff;
        if (b > 0x20 && b != 0x7f && !afterCarriageReturn) { // nearly all of a head
            length++;
            return true;
        }
        if (afterCarriageReturn) {
            afterCarriageReturn = false;
            if (b != '\n') {
                throw new IllegalArgumentException("carriage return without line feed");
            }
            endOfLine();
            return !complete;
        }
        if (b == '\r') {
            afterCarriageReturn = true;
        } else if (b < 0x20 && b != '\t' || b == 0x7f) {
            throw new IllegalArgumentException(b == '\n' ? "line feed without carriage return" : "control octet in the head");
        } else {
            blank(b);
        }
        return true;
    }

    private void blank(int b) {
        if (length == 0) {
            throw new IllegalArgumentException(line == 0 ? "request line begins with a blank" : "folded or indented header line");
        }
        if (line == 0 && (b == '\t' || ++spaces > 2)) {
            throw new IllegalArgumentException("request line holds other blanks than two spaces");
        }
        length++;
    }

    private void endOfLine() {
        if (length > 0) {
            line++;
            length = 0;
            if (line - 1 > maxLines) {
                throw new TooLongHttpHeaderException("more than " + maxLines + " header lines");
            }
        } else if (line > 0) {
            complete = true;
        } else if (++empty > MAX_EMPTY_LINES) {
            throw new IllegalArgumentException("more than one empty line ahead of the request line");
        }
    }

    /** Whether any octet of a head has come that is not complete. */
    boolean begun() {
        return !complete && (line > 0 || length > 0 || empty > 0 || afterCarriageReturn);
    }

    void reset() {
        line = 0;
        length = 0;
        spaces = 0;
        empty = 0;
        afterCarriageReturn = false;
        complete = false;
    }
}
