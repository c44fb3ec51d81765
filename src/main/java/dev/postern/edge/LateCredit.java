package dev.postern.edge;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Gives the connection its window back for octets that are taken after the end of their request has come (RFC 9113 §5.2): Vert.x leaves those to the end of the stream, so that a few
 * requests with long answers would keep the window from every other of their connection. On the connection's event loop.
 */
final class LateCredit {

    private final HttpServerRequest request;

    LateCredit(HttpServerRequest request) {
        this.request = request;
    }

    void taken(int octets) {
        if (request.version() != HttpVersion.HTTP_2) {
            return;
        }
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Http2ConnectionHandler http2 = channel.pipeline().get(Http2ConnectionHandler.class);
        Http2Stream stream = http2 == null ? null : http2.connection().stream(request.streamId());
        if (stream == null || stream.state().remoteSideOpen()) {
            return; // given back by the library
        }
        try {
            if (http2.connection().local().flowController().consumeBytes(stream, octets)) {
                channel.flush();
            }
        } catch (Http2Exception broken) {
            channel.close();
        }
    }
}
