package dev.postern.coding;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.postern.coding.CodingException.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Encodes {@code zstd} (RFC 8878) through the native library, with a checksum and a window of 256 KiB. Some 1 MiB of native memory. */
final class ZstdEncoder implements Encoder {

    private static final int LEVEL = 3;
    private static final int WINDOW_BITS = 18;
    private static final int BUFFER = 8 << 10;

    private final ZstdCompressCtx context;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private ZstdEncoder(ZstdCompressCtx context) {
        this.context = context;
    }

    static ZstdEncoder open() throws CodingException {
        try {
            return new ZstdEncoder(new ZstdCompressCtx().setLevel(LEVEL).setWindowLog(WINDOW_BITS).setChecksum(true));
        } catch (LinkageError noLibrary) {
            throw new CodingException(Problem.UNKNOWN);
        }
    }

    @Override
    public void encode(byte[] piece, Then then, ByteArrayOutputStream out) {
        ByteBuffer in = ByteBuffer.wrap(piece);
        EndDirective directive = switch (then) {
            case CONTINUE -> EndDirective.CONTINUE;
            case FLUSH -> EndDirective.FLUSH;
            case FINISH -> EndDirective.END;
        };
        boolean done;
        do {
            buffer.clear();
            done = context.compressByteBufferStream(buffer, in, directive);
            out.write(buffer.array(), 0, buffer.position());
        } while (in.hasRemaining() || !done && then != Then.CONTINUE);
    }

    @Override
    public void close() {
        context.close();
    }
}
