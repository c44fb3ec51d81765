package dev.postern.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a {@code host} that says otherwise than {@code :authority} (RFC 9113 §8.3.1) in sight. Vert.x resets such a stream and nobody hears of it; it compares the first {@code host}
 * alone, so the authority goes in front of it, and {@link Target} finds the other behind and refuses the request, with an answer and on record.
 */
final class HostsInSight extends Http2FrameListenerDecorator {

    private HostsInSight(Http2FrameListener next) {
        super(next);
    }

    /** Before the first request of an HTTP/2 connection. */
    static void in(ChannelPipeline pipeline) {
        Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
        http2.decoder().frameListener(new HostsInSight(http2.decoder().frameListener()));
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) throws Http2Exception {
        super.onHeadersRead(context, stream, inSight(headers), padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int dependency, short weight, boolean exclusive, int padding, boolean end)
            throws Http2Exception {
        super.onHeadersRead(context, stream, inSight(headers), dependency, weight, exclusive, padding, end);
    }

    private static Http2Headers inSight(Http2Headers headers) {
        if (!headers.contains(HttpHeaderNames.HOST)) {
            return headers;
        }
        List<CharSequence> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (headers.authority() != null && !AsciiString.contentEquals(headers.authority(), hosts.getFirst())) {
            List<CharSequence> both = new ArrayList<>(List.of(headers.authority()));
            both.addAll(hosts);
            headers.set(HttpHeaderNames.HOST, both);
        }
        return headers;
    }
}
