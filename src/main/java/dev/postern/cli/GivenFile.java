package dev.postern.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** What a command was given to read, counted as it is read; a failure says its name, which the system does not for a directory or a disk that fails. One thread. */
final class GivenFile extends InputStream {

    private static final long STEP_BYTES = 4 << 20;

    private final String name;
    private final InputStream in;
    private final LongConsumer progress;
    private long bytes;
    private long next = STEP_BYTES;

    /** @param progress told the octets read so far, every 4 MiB, on the reading thread */
    GivenFile(String name, InputStream in, LongConsumer progress) {
        this.name = name;
        this.in = in;
        this.progress = progress;
    }

    static GivenFile open(Path file) throws IOException {
        return open(file, bytes -> { });
    }

    static GivenFile open(Path file, LongConsumer progress) throws IOException {
        return new GivenFile(file.toString(), Files.newInputStream(file), progress);
    }

    /** Octets read so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        int count;
        try {
            count = in.read(into, from, most);
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException nameless) {
            throw new IOException(name + ": " + CommandLineOf.said(nameless), nameless);
        }
        bytes += Math.max(0, count);
        if (bytes >= next) {
            next = bytes + STEP_BYTES;
            progress.accept(bytes);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
