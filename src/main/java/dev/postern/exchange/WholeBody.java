package dev.postern.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;

/** A body that may have come in whole before anybody reads it, as a short answer does together with its head. */
public interface WholeBody extends ReadStream<Buffer> {

    /** All of it, which then counts as read to the end, when its end is there and it is in one piece; empty when it has to be read as a stream. */
    Optional<Buffer> takeWhole();
}
