package dev.postern.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.List;
import java.util.Optional;

/**
 * Netty's request decoder, stricter, and one request at a time: after a request is complete nothing further is decoded before {@link #release} says that its exchange is
 * over. Vert.x would queue pipelined requests without a bound; here they wait as octets, and past {@code pipelinedBytes} the socket is not read.
 *
 * <p>Runs on the connection's event loop.
 */
final class RequestDecoder extends HttpRequestDecoder {

    private enum Phase { HEAD, BODY, HELD, BROKEN }

    /** Octets of framing that a body may have before they are weighed, and for each octet of content. */
    private static final int FRAMING_BYTES = 64 * 1024;
    private static final int FRAMING_FOR_EACH = 4;

    private final int pipelinedBytes;
    private final Connection connection;
    private final HeadScan scan;
    private Phase phase = Phase.HEAD;
    private Optional<ChunkScan> chunks = Optional.empty();
    private int scanned;
    private long framing;
    private ChannelHandlerContext context;

    RequestDecoder(HttpDecoderConfig config, int maxHeaderLines, Connection connection) {
        super(config);
        this.pipelinedBytes = config.getMaxInitialLineLength() + config.getMaxHeaderSize();
        this.scan = new HeadScan(maxHeaderLines);
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.context = ctx;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        switch (phase) {
            case HELD -> hold(ctx, in);
            case BROKEN -> in.skipBytes(in.readableBytes());
            case HEAD -> head(ctx, in, out);
            case BODY -> body(ctx, in, out);
        }
    }

    private void hold(ChannelHandlerContext ctx, ByteBuf in) {
        if (in.readableBytes() > pipelinedBytes) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void head(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        try {
            scan(in);
        } catch (RuntimeException wrong) {
            in.skipBytes(in.readableBytes());
            phase = Phase.BROKEN;
            out.add(invalid(wrong));
            return;
        }
        if (scan.begun()) {
            connection.headBegun();
        }
        int end = in.readerIndex() + scanned;
        delegate(ctx, in, out);
        scanned = phase == Phase.HEAD ? Math.max(0, end - in.readerIndex()) : 0;
    }

    private void body(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (chunks.isEmpty()) {
            delegate(ctx, in, out);
            return;
        }
        int end;
        try {
            end = chunks.get().scan(in, in.readerIndex() + scanned, in.writerIndex());
        } catch (IllegalArgumentException wrong) {
            spoil(in, out, wrong);
            return;
        }
        weighed(ctx, in, out);
        scanned = phase == Phase.BODY ? Math.max(0, end - in.readerIndex()) : 0;
    }

    /** Chunks of an octet each, and extensions of chunks, make a gateway work for nothing (CVE-2023-39326): their framing may not much outweigh what they carry. */
    private void weighed(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int before = in.readableBytes();
        int first = out.size();
        delegate(ctx, in, out);
        long content = 0;
        for (int i = first; i < out.size(); i++) {
            content += out.get(i) instanceof HttpContent piece ? piece.content().readableBytes() : 0;
        }
        framing += before - in.readableBytes() - content - FRAMING_FOR_EACH * content;
        if (framing > FRAMING_BYTES && phase == Phase.BODY) {
            spoil(in, out, new IllegalArgumentException("chunks that carry next to nothing"));
        }
    }

    /** Nothing that comes after a body whose framing is broken has a meaning. */
    private void spoil(ByteBuf in, List<Object> out, IllegalArgumentException cause) {
        in.skipBytes(in.readableBytes());
        phase = Phase.BROKEN;
        LastHttpContent broken = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        broken.setDecoderResult(DecoderResult.failure(cause));
        out.add(broken);
    }

    /** Looks at the octets that have come since the last call. The parser leaves incomplete lines in the buffer, so it may hold octets already seen. */
    private void scan(ByteBuf in) {
        int from = in.readerIndex() + scanned;
        int stopped = in.forEachByte(from, in.writerIndex() - from, scan);
        scanned = (stopped < 0 ? in.writerIndex() : stopped + 1) - in.readerIndex();
    }

    private void delegate(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        int before = out.size();
        super.decode(ctx, in, out);
        for (int i = before; i < out.size(); i++) {
            follow(out.get(i));
        }
    }

    private void follow(Object decoded) {
        if (decoded instanceof HttpRequest request) {
            scan.reset();
            framing = 0;
            phase = request.decoderResult().isSuccess() ? Phase.BODY : Phase.BROKEN;
            chunks = HttpUtil.isTransferEncodingChunked(request) ? Optional.of(new ChunkScan()) : Optional.empty();
        } else if (decoded instanceof LastHttpContent last) {
            phase = last.decoderResult().isSuccess() ? Phase.HELD : Phase.BROKEN;
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (phase == Phase.BODY) {
            super.decodeLast(ctx, in, out);
        } else {
            in.skipBytes(in.readableBytes()); // half a head is no request
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        HttpVersion version = switch (line[2]) {
            case "HTTP/1.1" -> HttpVersion.HTTP_1_1;
            case "HTTP/1.0" -> HttpVersion.HTTP_1_0;
            default -> throw new IllegalArgumentException("HTTP version");
        };
        return new DefaultHttpRequest(version, HttpMethod.valueOf(line[0]), line[1], HeadersMultiMap.httpHeaders());
    }

    private static HttpRequest invalid(RuntimeException cause) {
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER,
                HeadersMultiMap.httpHeaders(), HeadersMultiMap.httpHeaders());
        request.setDecoderResult(DecoderResult.failure(cause));
        return request;
    }

    /** The exchange of the last request is over: the next one may be decoded. */
    void release() {
        if (phase != Phase.HELD || context.isRemoved()) {
            return;
        }
        phase = Phase.HEAD;
        context.channel().config().setAutoRead(true);
        if (actualReadableBytes() > 0) {
            wake();
        }
    }

    private void wake() {
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception broken) {
            context.fireExceptionCaught(broken);
        }
    }

    /** Whether a request head has begun to arrive and is not complete. */
    boolean midHead() {
        return phase == Phase.HEAD && scan.begun();
    }

    /** Whether octets wait that came after a complete request. */
    boolean hasEarlyOctets() {
        return actualReadableBytes() > 0;
    }
}
