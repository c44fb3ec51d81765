package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Inflater;

/**
 * Decodes {@code deflate}: RFC 1950, as RFC 9110 §8.4.1.2 says; and what has not the header of that, bare RFC 1951, because servers send it and every browser reads it. The header decides
 * once and for all. 48 KiB of native memory.
 */
final class DeflateDecoder implements Decoder {

    private static final int DEFLATED = 8;

    private final ByteBuffer head = ByteBuffer.allocate(2);
    private Optional<Inflater> inflater = Optional.empty();

    @Override
    public void decode(ByteBuffer in, ByteBuffer out) throws CodingException {
        while (inflater.isEmpty()) {
            if (!in.hasRemaining()) {
                return;
            }
            head.put(in.get());
            if (!head.hasRemaining()) {
                head.flip();
                inflater = Optional.of(new Inflater(!isZlib(head.get(0) & 0xff, head.get(1) & 0xff)));
            }
        }
        Inflater open = inflater.get();
        boolean finished = open.finished();
        if (head.hasRemaining() && !finished) {
            finished = GzipDecoder.inflate(open, head, out);
        }
        if (!head.hasRemaining() && !finished) {
            finished = GzipDecoder.inflate(open, in, out);
        }
        if (finished && (head.hasRemaining() || in.hasRemaining())) {
            throw new CodingException(Problem.MALFORMED);
        }
    }

    /** RFC 1950 §2.2. */
    private static boolean isZlib(int method, int flags) {
        return (method & 0x0f) == DEFLATED && method >> 4 <= 7 && (method << 8 | flags) % 31 == 0;
    }

    @Override
    public boolean complete() {
        return inflater.isPresent() && inflater.get().finished();
    }

    @Override
    public void close() {
        inflater.ifPresent(Inflater::end);
    }
}
