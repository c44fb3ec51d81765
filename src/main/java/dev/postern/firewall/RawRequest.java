package dev.postern.firewall;

import dev.postern.exchange.Authority;
import dev.postern.exchange.CanonicalPath;
import dev.postern.exchange.Client;
import dev.postern.exchange.Headers;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RequestFacts;
import dev.postern.exchange.RequestId;
import dev.postern.inspect.Message;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request as somebody wrote it down, for the firewall outside the gateway. What the gateway would refuse before the firewall (a path that leads upwards, a host that is none) is
 * shown to the rules nevertheless.
 *
 * @param message its head
 * @param body    without transfer codings, in its content codings
 */
record RawRequest(Message message, byte[] body) {

    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_HEAD = 1 << 20;
    /** An editor's line ends will do. */
    private static final HttpDecoderConfig READING = new HttpDecoderConfig().setMaxInitialLineLength(MOST_HEAD).setMaxHeaderSize(MOST_HEAD).setStrictLineParsing(false);
    private static final Authority NO_HOST = Authority.parse("localhost");

    /**
     * @param raw a request of HTTP/1.1 as it would be sent; lines may end with a line feed alone
     * @throws IllegalArgumentException when it is none
     */
    static RawRequest parse(byte[] raw) {
        EmbeddedChannel decoder = new EmbeddedChannel(new HttpRequestDecoder(READING), new HttpObjectAggregator(MOST_BYTES));
        decoder.writeInbound(Unpooled.wrappedBuffer(raw));
        decoder.finish();
        FullHttpRequest request = decoder.readInbound();
        if (request == null) {
            throw new IllegalArgumentException("no whole request: a head ends with an empty line, a body is as long as Content-Length says");
        }
        try {
            if (request.decoderResult().isFailure()) {
                throw new IllegalArgumentException("no request of HTTP/1.1: " + request.decoderResult().cause().getMessage());
            }
            byte[] body = ByteBufUtil.getBytes(request.content());
            return new RawRequest(Message.request(facts(request), body.length > 0 ? Message.Content.POSSIBLE : Message.Content.NONE, request.uri()), body);
        } finally {
            request.release();
        }
    }

    private static RequestFacts facts(FullHttpRequest request) {
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        request.headers().forEach(field -> fields.add(field.getKey(), field.getValue()));
        InetAddress here = InetAddress.getLoopbackAddress();
        Protocol protocol = request.protocolVersion().equals(HttpVersion.HTTP_1_0) ? Protocol.HTTP_1_0 : Protocol.HTTP_1_1;
        return new RequestFacts(RequestId.next(), Instant.EPOCH, protocol, request.method().name(), authority(fields.get(HttpHeaders.HOST)), CanonicalPath.parse("/"), "",
                Headers.of(fields), new Client(here, here, Optional.empty(), List.of()));
    }

    private static Authority authority(String host) {
        try {
            return host == null ? NO_HOST : Authority.parse(host);
        } catch (RuntimeException none) {
            return NO_HOST;
        }
    }

    /** {@code Content-Encoding}; empty for none. */
    String coding() {
        return String.join(",", message.facts().headers().all(HttpHeaders.CONTENT_ENCODING));
    }
}
