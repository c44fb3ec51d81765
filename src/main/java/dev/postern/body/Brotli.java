package dev.postern.body;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Decodes {@code br} (RFC 7932) through the native library, on the platforms that have it; elsewhere it is an error. */
final class Brotli {

    private static final int PIECE = 16_384;

    private final byte[] in;
    private final BoundedContent out;
    private final byte[] buffer = new byte[PIECE];
    private int at;

    private Brotli(byte[] in, BoundedContent out) {
        this.in = in;
        this.out = out;
    }

    static void decode(byte[] in, BoundedContent out) throws MalformedException {
        try {
            require(Brotli4jLoader.isAvailable(), "brotli cannot be read on this platform");
            DecoderJNI.Wrapper decoder = new DecoderJNI.Wrapper(PIECE);
            try {
                new Brotli(in, out).run(decoder);
            } finally {
                decoder.destroy();
            }
        } catch (IOException | LinkageError unavailable) {
            throw new MalformedException("coding: brotli cannot be read now");
        }
    }

    private void run(DecoderJNI.Wrapper decoder) throws MalformedException {
        while (true) {
            switch (decoder.getStatus()) {
                case DONE -> {
                    drain(decoder);
                    require(at == in.length, "something behind the brotli content");
                    return;
                }
                case OK -> decoder.push(0);
                case NEEDS_MORE_INPUT -> {
                    drain(decoder);
                    feed(decoder);
                }
                case NEEDS_MORE_OUTPUT -> drain(decoder);
                case ERROR -> throw new MalformedException("coding: content that is no brotli");
            }
        }
    }

    private void feed(DecoderJNI.Wrapper decoder) throws MalformedException {
        require(at < in.length, "compressed content that does not end");
        ByteBuffer input = decoder.getInputBuffer();
        input.clear();
        int length = Math.min(input.capacity(), in.length - at);
        input.put(in, at, length);
        at += length;
        decoder.push(length);
    }

    private void drain(DecoderJNI.Wrapper decoder) throws MalformedException {
        while (decoder.hasOutput()) {
            ByteBuffer piece = decoder.pull();
            while (piece.hasRemaining()) {
                int length = Math.min(buffer.length, piece.remaining());
                piece.get(buffer, 0, length);
                out.add(buffer, length);
            }
        }
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("coding: " + otherwise);
        }
    }
}
