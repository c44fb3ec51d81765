package dev.postern.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.postern.coding.CodingException.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * Decodes {@code zstd} (RFC 8878), frame after frame, through the native library. Native memory: 160 KiB, the window, which the sender chooses and which is 8 MiB at most, 256 KiB beside it,
 * and 32 KiB of Netty's pool.
 */
final class ZstdDecoder implements Decoder {

    private static final int PIECE = 16 << 10;

    private final ZstdDecompressCtx context;
    private final ByteBuf memory = PooledByteBufAllocator.DEFAULT.directBuffer(2 * PIECE, 2 * PIECE);
    private final ByteBuffer input = memory.nioBuffer(0, PIECE).limit(0);
    private final ByteBuffer output = memory.nioBuffer(PIECE, PIECE);
    private ZstdHeader header = new ZstdHeader();
    private boolean headed;
    private long decoded;
    private boolean between = true;
    private boolean any;
    private boolean closed;

    private ZstdDecoder(ZstdDecompressCtx context) {
        this.context = context;
    }

    static ZstdDecoder open() throws CodingException {
        try {
            return new ZstdDecoder(new ZstdDecompressCtx());
        } catch (LinkageError noLibrary) {
            throw new CodingException(Problem.UNKNOWN);
        }
    }

    @Override
    public void decode(ByteBuffer in, ByteBuffer out) throws CodingException {
        while (out.hasRemaining()) {
            refill(in);
            if (!input.hasRemaining() && between) {
                return;
            }
            int from = input.position();
            step(out.remaining());
            output.flip();
            decoded += output.remaining();
            if (between) {
                header.ended(decoded);
            }
            boolean idle = from == input.position() && !output.hasRemaining() && !between;
            out.put(output);
            if (idle) {
                requireRead(in);
                return;
            }
        }
    }

    /** The first octet of a frame goes in alone: a frame that it sees whole the library reads in another way, which refuses some that it takes in pieces. */
    private void step(int room) throws CodingException {
        int limit = input.limit();
        if (between) {
            begin();
            input.limit(input.position() + 1);
        }
        look();
        output.clear().limit(Math.min(PIECE, room));
        try {
            between = context.decompressDirectByteBufferStream(output, input);
        } catch (ZstdException broken) {
            throw new CodingException(Problem.MALFORMED);
        }
        input.limit(limit);
    }

    private void refill(ByteBuffer in) {
        if (!input.hasRemaining() && in.hasRemaining()) {
            int length = Math.min(PIECE, in.remaining());
            input.clear().put(in.slice(in.position(), length)).flip();
            in.position(in.position() + length);
        }
    }

    private void begin() {
        header = new ZstdHeader();
        headed = false;
        decoded = 0;
        any = true;
    }

    private void look() throws CodingException {
        for (int at = input.position(); !headed && at < input.limit(); at++) {
            headed = header.accept(input.get(at));
        }
    }

    /** The library takes in what it is given unless it has something to give. */
    private void requireRead(ByteBuffer in) throws CodingException {
        if (input.hasRemaining() || in.hasRemaining()) {
            throw new CodingException(Problem.MALFORMED);
        }
    }

    @Override
    public boolean complete() {
        return any && between;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            context.close();
            memory.release();
        }
    }
}
