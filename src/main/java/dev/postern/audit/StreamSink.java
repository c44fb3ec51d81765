package dev.postern.audit;

import java.io.IOException;
import java.io.OutputStream;

/** Lines to a stream that somebody collects. A write that fails half-way may leave part of a line, which the verifier then shows. */
final class StreamSink implements TrailSink {

    private final OutputStream out;

    StreamSink(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(byte[] lines, long number) throws IOException {
        out.write(lines);
    }

    @Override
    public void force(Link head) throws IOException {
        out.flush();
    }

    @Override
    public void close() {
        // The stream is not ours to close.
    }
}
