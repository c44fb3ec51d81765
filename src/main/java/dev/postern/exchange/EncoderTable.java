package dev.postern.exchange;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Bounds the table of header fields that an HTTP/2 peer has us keep for what we send it (RFC 7541 §4.2). A peer may offer to keep 4 GiB of them, and Netty takes every offer: each
 * field that differs, such as the id of each answer, would stay here for as long as the connection does. A sender may always use less than it is offered.
 */
public final class EncoderTable {

    /** RFC 9113 §6.5.2: what every peer offers unless it says otherwise. */
    public static final int MAX_BYTES = 4_096;

    private EncoderTable() {}

    /** For a new connection, of a client or to an upstream. HTTP/1.1 has no such table. */
    public static void bound(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        if (channel.pipeline().get(Http2ConnectionHandler.class) != null) {
            connection.remoteSettingsHandler(settings -> shrink(channel));
            channel.eventLoop().execute(() -> shrink(channel)); // a server's first settings have come before its connection is told of
        }
    }

    private static void shrink(Channel channel) {
        Http2ConnectionHandler http = channel.pipeline().get(Http2ConnectionHandler.class);
        try {
            Http2HeadersEncoder.Configuration table = http.encoder().configuration().headersConfiguration();
            if (table.maxHeaderTableSize() > MAX_BYTES) {
                table.maxHeaderTableSize(MAX_BYTES);
            }
        } catch (Http2Exception impossible) {
            channel.close();
        }
    }
}
