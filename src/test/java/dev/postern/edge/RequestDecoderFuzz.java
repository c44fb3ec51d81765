package dev.postern.edge;

import dev.postern.config.IngressConfig.Bounds;
import dev.postern.exchange.Protocol;
import dev.postern.exchange.RefusedException;
import dev.postern.fuzz.Text;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.impl.headers.HeadersAdaptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Octets of a connection through the decoder and the rules on headers. What passes is read alike by a strict and simple reader, request by request, head and body; and how
 * the octets were cut into reads changes nothing. The first octet says how they are cut.
 */
public final class RequestDecoderFuzz {

    private static final Bounds BOUNDS = EdgeLab.BOUNDS;
    private static final HeaderRules RULES = new HeaderRules(BOUNDS, new GuardedNames(Set.of("X-Corp-User")));
    private static final int MOST = 4;

    /** @param complete whether its end has come */
    private record Taken(String method, String target, List<StrictHttp.Field> fields, String body, boolean complete) {}

    private RequestDecoderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(data, 1, data.length);
        List<Taken> whole = decode(octets, octets.length);
        Text.same(whole, decode(octets, 1 + (data[0] & 0x3f)), "cut otherwise, read otherwise");
        StrictHttp strict = new StrictHttp(Text.latin(octets));
        for (Taken taken : whole) {
            StrictHttp.Request read = strict.next();
            Text.same(read.method() + ' ' + read.target(), taken.method() + ' ' + taken.target(), "request line");
            Text.same(plain(read.fields()), plain(taken.fields()), "fields");
            Text.same(read.complete(), taken.complete(), "end of the body");
            if (read.complete()) {
                Text.same(read.body(), taken.body(), "body");
            }
        }
    }

    /** A length is decimal (RFC 9110 §8.6), and handed on without leading zeros, then behind the others. */
    private static List<StrictHttp.Field> plain(List<StrictHttp.Field> fields) {
        Stream<StrictHttp.Field> others = fields.stream().filter(field -> !isLength(field));
        return Stream.concat(others, fields.stream().filter(RequestDecoderFuzz::isLength).map(RequestDecoderFuzz::plain)).toList();
    }

    private static boolean isLength(StrictHttp.Field field) {
        return field.name().equalsIgnoreCase("content-length");
    }

    private static StrictHttp.Field plain(StrictHttp.Field length) {
        return new StrictHttp.Field("content-length", length.value().replaceFirst("^0+(?=\\d)", ""));
    }

    /** The requests that were taken, up to the first that was not. */
    private static List<Taken> decode(byte[] octets, int size) {
        EmbeddedChannel channel = new Inside();
        channel.freezeTime(); // a machine that is slow is no client that is
        Connection connection = new Connection(channel, EdgeLab.TIMES);
        RequestDecoder decoder = new RequestDecoder(ServerOptions.decoder(BOUNDS), BOUNDS.headerCount(), connection);
        channel.pipeline().addLast(connection, decoder);
        List<Taken> taken = new ArrayList<>();
        Reader reader = new Reader();
        try {
            for (int at = 0; at < octets.length && taken.size() < MOST && reader.sound; at += size) {
                channel.writeInbound(Unpooled.copiedBuffer(octets, at, Math.min(size, octets.length - at)));
                reader.take(channel, decoder, taken);
            }
            reader.unfinished(taken);
        } finally {
            channel.finishAndReleaseAll();
        }
        return taken;
    }

    private static final class Reader {

        private boolean sound = true;
        private HttpRequest head;
        private final StringBuilder body = new StringBuilder();

        void take(EmbeddedChannel channel, RequestDecoder decoder, List<Taken> taken) {
            for (Object next = channel.readInbound(); next != null && sound && taken.size() < MOST; next = channel.readInbound()) {
                try {
                    one(next, taken);
                } finally {
                    ReferenceCountUtil.release(next);
                }
                if (next instanceof LastHttpContent && sound) {
                    Text.holds(channel.inboundMessages().isEmpty(), "more than one request at a time");
                    decoder.release();
                }
            }
        }

        private void one(Object next, List<Taken> taken) {
            if (next instanceof HttpRequest request) {
                head = request;
                body.setLength(0);
                sound = request.decoderResult().isSuccess() && passes(request);
            }
            if (sound && next instanceof HttpContent content) {
                sound = content.decoderResult().isSuccess();
                body.append(content.content().toString(java.nio.charset.StandardCharsets.ISO_8859_1));
                if (sound && next instanceof LastHttpContent) {
                    taken.add(taken(true));
                    head = null;
                }
            }
        }

        void unfinished(List<Taken> taken) {
            if (sound && head != null && taken.size() < MOST) {
                taken.add(new Taken(head.method().name(), head.uri(), fields(head), "", false));
            }
        }

        private Taken taken(boolean complete) {
            return new Taken(head.method().name(), head.uri(), fields(head), body.toString(), complete);
        }
    }

    private static boolean passes(HttpRequest request) {
        MultiMap headers = new HeadersAdaptor(request.headers());
        try {
            RULES.check(headers, Protocol.HTTP_1_1);
            return request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        } catch (RefusedException refused) {
            return false;
        }
    }

    private static List<StrictHttp.Field> fields(HttpRequest request) {
        return request.headers().entries().stream().map(entry -> new StrictHttp.Field(entry.getKey(), entry.getValue())).toList();
    }

    /** A channel with an address, as a connection has one. */
    private static final class Inside extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("127.0.0.1", 1);
        }
    }
}
