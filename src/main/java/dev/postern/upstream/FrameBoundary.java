package dev.postern.upstream;

import io.vertx.core.buffer.Buffer;

/**
 * Follows the frames of a WebSocket (RFC 6455 §5.2) as they pass, whatever pieces they come in, and knows whether the last one is complete. It looks at lengths alone. An upstream that
 * does not speak in frames misleads nobody but its own client.
 */
final class FrameBoundary {

    /** Octets of the head seen so far, and how many there will be as far as is known. */
    private int headBytes;
    private int headLength = 2;
    private int extended;
    private long payload;
    private long left;

    boolean between() {
        return headBytes == 0 && left == 0;
    }

    void passed(Buffer piece) {
        int at = 0;
        while (at < piece.length()) {
            if (left > 0) {
                int taken = (int) Math.min(left, piece.length() - at);
                left -= taken;
                at += taken;
            } else {
                head(piece.getByte(at++));
            }
        }
    }

    private void head(byte octet) {
        headBytes++;
        if (headBytes == 2) {
            int length = octet & 0x7f;
            int more = length == 126 ? 2 : length == 127 ? 8 : 0;
            headLength = 2 + more + ((octet & 0x80) == 0 ? 0 : 4);
            payload = more == 0 ? length : 0;
            extended = more;
        } else if (headBytes > 2 && headBytes <= 2 + extended) {
            payload = payload << 8 | octet & 0xff;
        }
        if (headBytes == headLength) {
            left = Math.max(0, payload);
            headBytes = 0;
            headLength = 2;
        }
    }
}
