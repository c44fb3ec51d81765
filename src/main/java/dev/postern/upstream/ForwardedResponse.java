package dev.postern.upstream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.OptionalLong;

/**
 * An upstream's answer, its body still unread. On the event loop that forwarded.
 *
 * <p>A body that is cut fails its stream and {@link #whole()}; whoever passes it on must then reset the client's stream or connection, never end it.
 * Vert.x' {@code pipeTo} ends its destination on failure: use {@link #relay}, or a pipe with {@code endOnFailure(false)}.
 *
 * @param status   200 to 599
 * @param headers  cleaned, and the caller's to change
 * @param length   octets the body has; empty when only its end tells. For the answer to HEAD, 204 and 304 it is 0, whatever {@code Content-Length} says
 * @param body     paused; may be read by one reader once
 * @param whole    succeeds with the trailers, cleaned, when all of the answer has come; fails with a {@code RefusedException} when it was cut
 * @param version  the upstream speaks
 * @param endpoint origin of the endpoint that answered, for the record
 */
public record ForwardedResponse(
        int status,
        MultiMap headers,
        OptionalLong length,
        ReadStream<Buffer> body,
        Future<MultiMap> whole,
        HttpVersion version,
        String endpoint) {

    /**
     * Moves the body with demand, without ending {@code to}: on success the caller sets the trailers and ends it, on failure it resets it. When {@code to} fails the rest of
     * the body is not read: {@code ForwardRequest.over} then resets the upstream.
     */
    public Future<MultiMap> relay(WriteStream<Buffer> to) {
        return body.pipe().endOnComplete(false).to(to).compose(moved -> whole);
    }
}
