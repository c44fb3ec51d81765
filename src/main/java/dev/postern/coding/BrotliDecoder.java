package dev.postern.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import dev.postern.coding.CodingException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes {@code br} (RFC 7932) through the native library. Native memory: some 64 KiB and the window, which the sender chooses and which is 16 MiB at most. */
final class BrotliDecoder implements Decoder {

    private static final int PIECE = 16 << 10;

    private final DecoderJNI.Wrapper decoder;
    private boolean closed;

    private BrotliDecoder(DecoderJNI.Wrapper decoder) {
        this.decoder = decoder;
    }

    static BrotliDecoder open() throws CodingException {
        try {
            if (!Brotli4jLoader.isAvailable()) {
                throw new CodingException(Problem.UNKNOWN);
            }
            return new BrotliDecoder(new DecoderJNI.Wrapper(PIECE));
        } catch (IOException | LinkageError unavailable) {
            throw new CodingException(Problem.UNKNOWN);
        }
    }

    @Override
    public void decode(ByteBuffer in, ByteBuffer out) throws CodingException {
        while (true) {
            drain(out);
            if (decoder.hasOutput()) {
                return;
            }
            switch (decoder.getStatus()) {
                case DONE -> {
                    require(!in.hasRemaining());
                    return;
                }
                case OK -> decoder.push(0);
                case NEEDS_MORE_INPUT -> {
                    if (in.hasRemaining()) {
                        push(in);
                    } else if (!goesOn()) {
                        return;
                    }
                }
                case NEEDS_MORE_OUTPUT -> require(!out.hasRemaining());
                case ERROR -> require(false);
            }
            if (!out.hasRemaining()) {
                return;
            }
        }
    }

    /** It may say that it wants more when it has only been interrupted. */
    private boolean goesOn() {
        decoder.push(0);
        return decoder.hasOutput() || decoder.getStatus() != DecoderJNI.Status.NEEDS_MORE_INPUT;
    }

    private void push(ByteBuffer in) {
        ByteBuffer input = decoder.getInputBuffer();
        input.clear();
        int length = Math.min(input.capacity(), in.remaining());
        input.put(in.slice(in.position(), length));
        in.position(in.position() + length);
        decoder.push(length);
    }

    private void drain(ByteBuffer out) {
        while (decoder.hasOutput() && out.hasRemaining()) {
            out.put(decoder.pull(out.remaining()));
        }
    }

    private static void require(boolean holds) throws CodingException {
        if (!holds) {
            throw new CodingException(Problem.MALFORMED);
        }
    }

    @Override
    public boolean complete() {
        return decoder.getStatus() == DecoderJNI.Status.DONE;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decoder.destroy();
        }
    }
}
