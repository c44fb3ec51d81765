package dev.postern.coding;

import dev.postern.coding.CodingException.Problem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes the codings off a body as it passes: {@code gzip} (RFC 1952, several members), {@code deflate} (RFC 1950; without that header RFC 1951, as browsers take it), {@code br} (RFC 7932) and
 * {@code zstd} (RFC 8878 with the window of RFC 9659), at most three of them. Checksums are checked, and nothing may follow the end of a coding. However the body is cut into pieces, the
 * same comes out; before an error too, but that the libraries of {@code br} and {@code zstd} may hold back what stands in a piece before what is broken in it.
 *
 * <p>A piece that grows hugely is decoded slice by slice as they are asked for, with {@link #feed} and {@link #next}, where the caller chooses when to go on; or all at once into a {@link Sink}.
 *
 * <p>Memory of a stream: a slice, 16 KiB between two codings, and what {@link GzipDecoder}, {@link BrotliDecoder} and {@link ZstdDecoder} state. It never waits. Any thread, one at a time.
 */
public final class Decoding implements AutoCloseable {

    /** The most that comes out at a time. */
    public static final int SLICE_BYTES = 32 << 10;

    private static final int BETWEEN_BYTES = 16 << 10;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final List<Stage> stages;
    private final Limits limits;
    private ByteBuffer piece = NOTHING;
    private ByteBuffer slice = NOTHING;
    private long received;
    private Optional<CodingException> failure = Optional.empty();
    private boolean closed;

    /** What a coding of the stack gives: the content, or what another coding is to be taken off. */
    private enum Yield { CONTENT, CODED }

    /** One coding of the stack, the outermost first, and what has been taken out of it for the next. */
    private static final class Stage {
        private final Decoder decoder;
        private final Yield gives;
        private final ByteBuffer out = ByteBuffer.allocate(BETWEEN_BYTES).limit(0);
        private long decoded;
        /** Told when all has been taken that came out before. */
        private Optional<CodingException> problem = Optional.empty();

        private Stage(Decoder decoder, Yield gives) {
            this.decoder = decoder;
            this.gives = gives;
        }

        void decode(ByteBuffer in, ByteBuffer to, Limits limits, long received) {
            int before = to.position();
            try {
                decoder.decode(in, to);
            } catch (CodingException broken) {
                problem = Optional.of(broken);
            }
            long allowed = most(limits, received) - decoded;
            decoded += to.position() - before;
            if (to.position() - before > allowed) {
                problem = Optional.of(new CodingException(gives == Yield.CONTENT ? limits.problem(decoded) : Problem.EXPANDS));
                to.position(before + (int) Math.max(0, allowed));
            }
        }

        private long most(Limits limits, long received) {
            return switch (gives) {
                case CONTENT -> limits.most(received);
                case CODED -> limits.between(received);
            };
        }
    }

    private Decoding(List<Stage> stages, Limits limits) {
        this.stages = stages;
        this.limits = limits;
    }

    /**
     * @param contentEncoding the field's value, with several codings in the order they were applied; empty for none
     * @throws CodingException when one cannot be read, here or at all
     */
    public static Decoding of(String contentEncoding, Limits limits) throws CodingException {
        Decoding decoding = new Decoding(new ArrayList<>(), limits);
        try {
            List<Coding> outermostFirst = Coding.listed(contentEncoding).reversed();
            for (int i = 0; i < outermostFirst.size(); i++) {
                decoding.stages.add(new Stage(outermostFirst.get(i).decoder(), i == outermostFirst.size() - 1 ? Yield.CONTENT : Yield.CODED));
            }
        } catch (CodingException cannot) {
            decoding.close();
            throw cannot;
        }
        return decoding;
    }

    /** Decodes a piece, the parts of it as they become known. */
    public <X extends Exception> void add(byte[] more, Sink<X> sink) throws CodingException, X {
        feed(more);
        for (byte[] content = next(); content.length > 0; content = next()) {
            sink.take(content);
        }
    }

    /** Gives another piece; the one before must have been read to its end. */
    public void feed(byte[] more) {
        if (piece.hasRemaining()) {
            throw new IllegalStateException("the piece before has not been read");
        }
        piece = ByteBuffer.wrap(more);
        received += more.length;
    }

    /** @return what comes next, or nothing when there is no more without another piece; after an error the same error */
    public byte[] next() throws CodingException {
        requireOpen();
        if (stages.isEmpty()) {
            return plain();
        }
        if (slice == NOTHING) {
            slice = ByteBuffer.allocate((int) Math.min(SLICE_BYTES, limits.contentBytes() + 1)); // one more shows that there is more
        }
        slice.clear();
        try {
            fill(stages.size() - 1, slice);
        } catch (CodingException problem) {
            failure = Optional.of(problem);
            throw problem;
        }
        return Arrays.copyOf(slice.array(), slice.position());
    }

    /**
     * There is no more; every piece has been read to its end, so nothing comes out.
     *
     * @throws CodingException when a coding had not come to its end
     */
    public void end() throws CodingException {
        requireOpen();
        if (piece.hasRemaining()) {
            throw new IllegalStateException("the last piece has not been read");
        }
        for (Stage stage : stages) {
            failure = stage.problem.or(() -> stage.decoder.complete() ? Optional.empty() : Optional.of(new CodingException(Problem.TRUNCATED)));
            requireOpen();
        }
    }

    /** Gives back what it holds; may be called at any time, more than once. */
    @Override
    public void close() {
        closed = true;
        stages.forEach(stage -> stage.decoder.close());
    }

    private void requireOpen() throws CodingException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private byte[] plain() {
        if (piece.position() == 0 && piece.remaining() <= SLICE_BYTES) {
            byte[] whole = piece.array();
            piece = NOTHING;
            return whole;
        }
        byte[] part = new byte[Math.min(SLICE_BYTES, piece.remaining())];
        piece.get(part);
        return part;
    }

    /** Until it is full, or nothing more can be had without another piece. What is wrong comes after what came out before it. */
    private void fill(int index, ByteBuffer out) throws CodingException {
        Stage stage = stages.get(index);
        ByteBuffer in = index == 0 ? piece : stages.get(index - 1).out;
        boolean more = stage.problem.isEmpty();
        while (more) {
            stage.decode(in, out, limits, received);
            more = stage.problem.isEmpty() && out.hasRemaining() && index > 0 && refill(index, in);
        }
        if (stage.problem.isPresent() && out.position() == 0) {
            throw stage.problem.get();
        }
    }

    /** @return whether the coding outside of this one gave more */
    private boolean refill(int index, ByteBuffer in) {
        in.clear();
        try {
            fill(index - 1, in);
        } catch (CodingException outside) {
            stages.get(index).problem = Optional.of(outside);
        }
        in.flip();
        return in.hasRemaining();
    }
}
