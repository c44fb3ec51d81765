package dev.postern.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Objects;

/** The body of a request on its way to the upstream, still unread. */
public sealed interface RequestBody {

    /** None: the request ends with its head. */
    record None() implements RequestBody {}

    /**
     * Exactly so many octets. When the stream ends with more or fewer, the upstream's connection is reset, because what follows would be read as another request.
     *
     * @param stream paused
     */
    record Sized(ReadStream<Buffer> stream, long bytes) implements RequestBody {

        public Sized {
            Objects.requireNonNull(stream, "stream");
            if (bytes < 0) {
                throw new IllegalArgumentException("a body has no negative length");
            }
        }
    }

    /**
     * As much as comes.
     *
     * @param stream paused
     */
    record Streamed(ReadStream<Buffer> stream) implements RequestBody {

        public Streamed {
            Objects.requireNonNull(stream, "stream");
        }
    }
}
