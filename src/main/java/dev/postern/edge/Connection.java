package dev.postern.edge;

import dev.postern.config.IngressConfig.Timeouts;
import dev.postern.exchange.Client;
import dev.postern.limit.Lease;
import dev.postern.loop.Alarm;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One client connection, from accept to close: its place under the connection limits, the one deadline that applies to it now, the exchanges open on it, and how it ends.
 *
 * <p>Deadlines: {@code handshake} from accept to the end of TLS; {@code headers} for a request head that has begun, and for the first one; {@code idle} while no exchange
 * is open. While one is open the connection has none: long streams are the exchange's business.
 *
 * <p>It is the channel handler next to the socket, below TLS, so that it can close without waiting for a peer that reads nothing. All of it runs on the connection's event
 * loop.
 */
final class Connection extends ChannelDuplexHandler {

    /** How long, and for how many octets, a closing connection still reads what a client is sending, so that the answer is not lost to a reset (RFC 9112 §9.6). */
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long LINGER_BYTES = 16L << 20;

    private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "postern");

    private final Channel channel;
    private final Timeouts timeouts;
    private final Set<Downstream> open = new HashSet<>();
    private ChannelHandlerContext context;
    private InetAddress address;
    private Client.Socket socket;
    private Alarm deadline;
    private Optional<HttpConnection> http = Optional.empty();
    private Optional<RequestDecoder> decoder = Optional.empty();
    private Optional<Peer> peer = Optional.empty();
    private boolean headTimed = true; // the first head is timed from the end of the handshake on
    private boolean draining;
    private boolean closeWhenIdle;
    private boolean unread;
    private boolean lingering;
    private long lingered;

    Connection(Channel channel, Timeouts timeouts) {
        this.channel = channel;
        this.timeouts = timeouts;
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        this.address = remote.getAddress();
        this.socket = new Client.Socket(remote.getPort(), local(channel));
        channel.attr(KEY).set(this);
    }

    private static Optional<InetAddress> local(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local ? Optional.ofNullable(local.getAddress()) : Optional.empty();
    }

    static Connection of(HttpConnection http) {
        return ((ConnectionBase) http).channel().attr(KEY).get();
    }

    // --- life

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        deadline = Alarm.on(loop(), this::abort);
        within(timeouts.handshake());
    }

    /** Of the TCP peer, before any PROXY header. */
    InetAddress address() {
        return address;
    }

    /** A trusted balancer said who is behind it. */
    void proxied(InetAddress source) {
        address = source;
        socket = new Client.Socket(0, socket.local());
    }

    /** The place under the connection limits, given back when the connection is gone. */
    void hold(Lease place) {
        channel.closeFuture().addListener(gone -> place.release());
    }

    /** TLS is up: a first request is due. */
    void secured() {
        within(timeouts.headers());
        if (draining) {
            abort();
        }
    }

    void speaks(HttpConnection connection) {
        http = Optional.of(connection);
    }

    void speaks(HttpConnection connection, RequestDecoder requests) {
        speaks(connection);
        decoder = Optional.of(requests);
    }

    void headBegun() {
        if (open.isEmpty() && !closeWhenIdle && !headTimed) {
            headTimed = true;
            within(timeouts.headers());
        }
    }

    Peer peer() {
        if (peer.isEmpty()) {
            peer = Optional.of(Peer.of(address, socket, channel.pipeline().get(SslHandler.class).engine().getSession()));
        }
        return peer.get();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        deadline.clear();
        Set.copyOf(open).forEach(Downstream::connectionGone);
        super.channelInactive(ctx);
    }

    // --- exchanges

    void opened(Downstream exchange) {
        open.add(exchange);
        deadline.clear();
    }

    void closed(Downstream exchange) {
        if (!open.remove(exchange) || !open.isEmpty() || !channel.isActive()) {
            return;
        }
        if (closeWhenIdle || draining) {
            close();
            return;
        }
        headTimed = false;
        within(timeouts.idle());
        decoder.ifPresent(requests -> channel.eventLoop().execute(() -> next(requests)));
    }

    private void next(RequestDecoder requests) {
        requests.release();
        if (open.isEmpty() && requests.midHead()) {
            headBegun();
        }
    }

    /** Whether an answer must say that it is the last on this connection. HTTP/2 says so with GOAWAY. */
    boolean closing() {
        return decoder.isPresent() && (closeWhenIdle || draining);
    }

    /** After the open exchange the connection ends; the client may still be sending. */
    void closeAfterExchange() {
        closeWhenIdle = true;
        unread = true;
    }

    boolean writable() {
        return channel.isWritable();
    }

    boolean hasEarlyOctets() {
        return decoder.map(RequestDecoder::hasEarlyOctets).orElse(false);
    }

    // --- ending

    /** No new exchange; those that are open may end. */
    void drain() {
        draining = true;
        if (http.isEmpty() || open.isEmpty() && decoder.isPresent()) {
            close();
            return;
        }
        if (decoder.isEmpty()) {
            http.get().goAway(0);
            if (open.isEmpty()) {
                close();
            }
        }
    }

    /** Closes in order: what has been written is sent, TLS says goodbye. A client that does not take it in is cut off. */
    void close() {
        within(LINGER);
        channel.close();
    }

    /** The same for a handler in the middle, past whoever is above it. */
    void closeFrom(ChannelHandlerContext handler) {
        within(LINGER);
        handler.close();
    }

    /** Closes at once, without TLS's goodbye: to the client whatever it was reading is truncated. */
    void abort() {
        deadline.clear();
        context.close();
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (unread && channel.isActive() && channel instanceof DuplexChannel duplex && !duplex.isOutputShutdown()) {
            lingering = true;
            within(LINGER);
            channel.closeFuture().addListener(gone -> promise.trySuccess());
            duplex.shutdownOutput();
            duplex.config().setAutoRead(true);
        } else {
            ctx.close(promise);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!lingering) {
            super.channelRead(ctx, message);
            return;
        }
        lingered += message instanceof ByteBuf octets ? octets.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (lingered > LINGER_BYTES) {
            abort();
        }
    }

    EventExecutor loop() {
        return channel.eventLoop();
    }

    void onLoop(Runnable step) {
        channel.eventLoop().execute(step);
    }

    private void within(Duration time) {
        deadline.in(time);
    }
}
