package dev.postern.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * The end of a trail as it was found: its last complete line, and how much of an unfinished one follows. Read from the end, in blocks; memory is bounded whatever the file is.
 *
 * @param last     the last complete line, without its line feed
 * @param soundEnd where the unfinished line begins, or would
 * @param size     of the file
 */
record Tail(Optional<byte[]> last, long soundEnd, long size) {

    private static final int BLOCK = 65_536;

    /** @throws AuditException when the last line is longer than any the gateway writes */
    static Tail read(FileChannel file) throws IOException {
        long size = file.size();
        long end = lineFeedBefore(file, size, size);
        if (end < 0) {
            return new Tail(Optional.empty(), 0, size);
        }
        long before = lineFeedBefore(file, end, ChainWriter.MAX_LINE_BYTES + 1L);
        if (before < 0 && end > ChainWriter.MAX_LINE_BYTES) {
            throw new AuditException("the last line is longer than any line the gateway writes");
        }
        return new Tail(Optional.of(bytes(file, before + 1, (int) (end - before - 1))), end + 1, size);
    }

    long tornBytes() {
        return size - soundEnd;
    }

    /** Where the last line feed before {@code end} stands, at most {@code reach} octets back; -1 when there is none. */
    private static long lineFeedBefore(FileChannel file, long end, long reach) throws IOException {
        long floor = Math.max(0, end - reach);
        for (long to = end; to > floor; to = Math.max(floor, to - BLOCK)) {
            long from = Math.max(floor, to - BLOCK);
            byte[] block = bytes(file, from, (int) (to - from));
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return from + i;
                }
            }
        }
        return -1;
    }

    private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(length);
        while (block.hasRemaining()) {
            if (file.read(block, from + block.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return block.array();
    }
}
