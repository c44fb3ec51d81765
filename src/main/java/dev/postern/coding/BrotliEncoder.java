package dev.postern.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder.Mode;
import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import dev.postern.coding.CodingException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Encodes {@code br} (RFC 7932) through the native library, with a window of 256 KiB. 1.75 MiB of native memory. */
final class BrotliEncoder implements Encoder {

    private static final int PIECE = 16 << 10;
    private static final int QUALITY = 4;
    private static final int WINDOW_BITS = 18;

    private final EncoderJNI.Wrapper encoder;
    private boolean closed;

    private BrotliEncoder(EncoderJNI.Wrapper encoder) {
        this.encoder = encoder;
    }

    static BrotliEncoder open() throws CodingException {
        try {
            if (!Brotli4jLoader.isAvailable()) {
                throw new CodingException(Problem.UNKNOWN);
            }
            return new BrotliEncoder(new EncoderJNI.Wrapper(PIECE, QUALITY, WINDOW_BITS, Mode.GENERIC));
        } catch (IOException | LinkageError unavailable) {
            throw new CodingException(Problem.UNKNOWN);
        }
    }

    @Override
    public void encode(byte[] piece, Then then, ByteArrayOutputStream out) {
        for (int at = 0; at < piece.length; at += PIECE) {
            int length = Math.min(PIECE, piece.length - at);
            encoder.getInputBuffer().clear().put(piece, at, length);
            push(Operation.PROCESS, length, out);
        }
        switch (then) {
            case CONTINUE -> { }
            case FLUSH -> push(Operation.FLUSH, 0, out);
            case FINISH -> {
                do {
                    push(Operation.FINISH, 0, out);
                } while (!encoder.isFinished());
            }
        }
    }

    private void push(Operation operation, int length, ByteArrayOutputStream out) {
        encoder.push(operation, length);
        drain(out);
        while (encoder.hasRemainingInput()) {
            encoder.push(operation, 0);
            drain(out);
        }
    }

    private void drain(ByteArrayOutputStream out) {
        if (!encoder.isSuccess()) {
            throw new IllegalStateException("brotli cannot encode");
        }
        while (encoder.hasMoreOutput()) {
            ByteBuffer encoded = encoder.pull();
            byte[] part = new byte[encoded.remaining()];
            encoded.get(part);
            out.writeBytes(part);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            encoder.destroy();
        }
    }
}
