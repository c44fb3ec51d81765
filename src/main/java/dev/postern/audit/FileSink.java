package dev.postern.audit;

import dev.postern.config.AuditConfig.RotateConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lines to a file. A write that fails half-way is undone before the next, so a line stands whole or not at all; a file that somebody else has cut or written to is not
 * written to any more, because nothing true could be said about it. A full file is on disk before it is renamed, and the next begins with the line after its last.
 */
final class FileSink implements TrailSink {

    private final Open open;
    private FileChannel file;
    private long first;
    private Instant begun;
    private long end;
    private boolean halfWritten;
    /** The file has its name among the full ones, and the next is not there yet. */
    private boolean setAside;

    /**
     * @param segments the files
     * @param anchor   of the trail
     * @param lock     let go of at the end
     * @param rotate   when a file is full
     * @param clock    for its age
     * @param rotated  told when a file is full
     */
    record Open(Segments segments, FileChannel anchor, AutoCloseable lock, RotateConfig rotate, InstantSource clock, Runnable rotated) {}

    /** @param first what the first line of the file says about its number and time; nothing is known of an empty one */
    FileSink(FileChannel file, java.util.Optional<LineFacts> first, Open open) throws IOException {
        this.open = open;
        this.file = file;
        this.end = file.size();
        this.first = first.map(LineFacts::seq).orElse(0L);
        this.begun = first.map(LineFacts::time).orElse(Instant.MAX);
    }

    @Override
    public void write(byte[] lines, long number) throws IOException {
        undoHalfWritten();
        if (file.size() != end) {
            throw new IOException("somebody else has written to the file, or cut it");
        }
        if (setAside || isFull(lines.length)) { // whatever the clock says by now: what has been set aside may be compressed already
            rotate();
        }
        if (end == 0) {
            first = number;
            begun = open.clock().instant();
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

    private boolean isFull(int more) {
        RotateConfig rotate = open.rotate();
        boolean large = rotate.size() > 0 && end + more > rotate.size();
        return end > 0 && first > 0 && (large || isOld(rotate.age()));
    }

    private boolean isOld(Duration age) {
        return !age.isZero() && Duration.between(begun, open.clock().instant()).compareTo(age) >= 0;
    }

    /**
     * Each step may fail, and is done again with the next attempt. All but one can be done twice: the file is set aside once, for from then on its name is that of the next, empty
     * one. Killed in between, the next start finds no file being written, or an empty one, and goes on after the last line of the newest full file.
     */
    private void rotate() throws IOException {
        file.force(true);
        if (!setAside) {
            open.segments().setAside(first);
            setAside = true;
        }
        FileChannel full = file;
        file = next();
        end = 0;
        setAside = false;
        open.rotated().run();
        closeQuietly(full); // All of it is on disk.
    }

    /** The file that comes next, there and empty on disk. */
    private FileChannel next() throws IOException {
        FileChannel fresh = FileChannel.open(open.segments().active(), FileTrail.READ_WRITE, FileTrail.OWNER_ONLY);
        try {
            if (fresh.size() > 0) {
                throw new IOException("somebody else has written to the next file");
            }
            open.segments().forceDirectory();
            return fresh;
        } catch (IOException | RuntimeException failed) {
            closeQuietly(fresh);
            throw failed;
        }
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
        Anchor.write(open.anchor(), head);
    }

    @Override
    public void close() {
        for (AutoCloseable each : new AutoCloseable[] {file, open.anchor(), open.lock()}) {
            closeQuietly(each);
        }
    }

    private static void closeQuietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception _) {
            // Whatever had to be kept has been forced before.
        }
    }
}
