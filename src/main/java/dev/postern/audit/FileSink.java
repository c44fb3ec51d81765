package dev.postern.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Lines to a file. A write that fails half-way is undone before the next, so a line stands whole or not at all; a file that somebody else has cut or written to is not
 * written to any more, because nothing true could be said about it.
 */
final class FileSink implements TrailSink {

    private final FileChannel file;
    private final FileChannel anchor;
    private final AutoCloseable lock;
    private long end;
    private boolean halfWritten;

    FileSink(FileChannel file, FileChannel anchor, AutoCloseable lock) throws IOException {
        this.file = file;
        this.anchor = anchor;
        this.lock = lock;
        this.end = file.size();
    }

    @Override
    public void write(byte[] lines) throws IOException {
        undoHalfWritten();
        if (file.size() != end) {
            throw new IOException("somebody else has written to the file, or cut it");
        }
        halfWritten = true;
        ByteBuffer left = ByteBuffer.wrap(lines);
        file.position(end);
        while (left.hasRemaining()) {
            file.write(left);
        }
        halfWritten = false;
        end += lines.length;
    }

    private void undoHalfWritten() throws IOException {
        if (halfWritten) {
            file.truncate(end);
            halfWritten = false;
        }
    }

    /** The lines first, then the anchor: it never names a line that is not there. */
    @Override
    public void force(Link head) throws IOException {
        file.force(false);
        Anchor.write(anchor, head);
    }

    @Override
    public void close() {
        for (AutoCloseable each : new AutoCloseable[] {file, anchor, lock}) {
            try {
                each.close();
            } catch (Exception _) {
                // Whatever had to be kept has been forced before.
            }
        }
    }
}
