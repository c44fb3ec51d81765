package dev.postern.edge;

import io.netty.channel.Channel;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.SslChannelProvider;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Vert.x' server with our entrance in front of its pipeline. Its public API first tells of a connection after the handshake (HTTP/2: after the client's settings), which
 * is too late for limits, and it takes PROXY headers from everybody or nobody; {@code childHandler} is the seam it offers to subclasses.
 */
final class GatedServer extends HttpServerImpl {

    private final VertxInternal vertx;
    private final HttpServerOptions options;
    private final Entrance entrance;
    private volatile Optional<SslChannelProvider> renewed = Optional.empty();

    GatedServer(VertxInternal vertx, HttpServerOptions options, Entrance entrance) {
        super(vertx, options);
        this.vertx = vertx;
        this.options = options;
        this.entrance = entrance;
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(ContextInternal context, SocketAddress address, GlobalTrafficShapingHandler shaping) {
        BiConsumer<Channel, SslChannelProvider> http = super.childHandler(context, address, shaping);
        return (channel, tls) -> entrance.accept(channel, () -> http.accept(channel, renewed.orElse(tls)));
    }

    /** Makes TLS anew from what keys and trust say now, aside, and then for new connections. Vert.x' own way to do so loses what clients send meanwhile. */
    Future<Void> renewTls() {
        return createSSLHelper().buildChannelProvider(new SSLOptions(options.getSslOptions()), vertx.getOrCreateContext()).map(made -> {
            renewed = Optional.of(made);
            return null;
        });
    }
}
