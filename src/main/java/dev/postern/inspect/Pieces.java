package dev.postern.inspect;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Octets held back, in order. Small pieces are copied together: a client that sends one octet at a time must not cost a hundred for each.
 */
final class Pieces {

    private static final int SMALL_BYTES = 4096;
    private static final int JOINED_BYTES = 16_384;

    private List<Buffer> all = new ArrayList<>();
    private boolean lastIsOurs;
    private long bytes;

    void add(Buffer piece) {
        bytes += piece.length();
        if (piece.length() >= SMALL_BYTES) {
            all.add(piece);
            lastIsOurs = false;
        } else if (lastIsOurs && all.getLast().length() < JOINED_BYTES) {
            all.getLast().appendBuffer(piece);
        } else {
            all.add(Buffer.buffer(piece.length() * 2).appendBuffer(piece));
            lastIsOurs = true;
        }
    }

    long bytes() {
        return bytes;
    }

    /** Everything, and nothing is left. */
    List<Buffer> drain() {
        List<Buffer> out = all;
        all = new ArrayList<>();
        lastIsOurs = false;
        bytes = 0;
        return out;
    }
}
