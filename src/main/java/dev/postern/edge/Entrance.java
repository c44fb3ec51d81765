package dev.postern.edge;

import dev.postern.config.Cidr;
import dev.postern.config.IngressConfig;
import dev.postern.limit.ConnectionGate;
import dev.postern.limit.Lease;
import dev.postern.loop.TurnEnd;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happens to a connection before TLS: PROXY protocol from those who must speak it, then the connection limits, then the handshake against the clock. Shared by all
 * event loops; each call runs on the loop of its channel.
 */
final class Entrance {

    private final IngressConfig config;
    private final ConnectionGate gate;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet(); // bounded by the gate
    private final Set<ServerChannel> sockets = ConcurrentHashMap.newKeySet();
    private final LongAdder overspent = new LongAdder();
    private final LongAdder secured = new LongAdder();
    private final LongAdder unsecured = new LongAdder();
    private volatile boolean draining;

    Entrance(IngressConfig config, ConnectionGate gate) {
        this.config = config;
        this.gate = gate;
    }

    /** Takes a new connection in; {@code secure} adds TLS and HTTP to its pipeline. */
    void accept(Channel channel, Runnable secure) {
        sockets.add((ServerChannel) channel.parent());
        if (draining) {
            channel.close();
            return;
        }
        Connection connection = new Connection(channel, config.timeouts());
        connections.add(connection);
        channel.closeFuture().addListener(gone -> connections.remove(connection));
        channel.pipeline().addFirst("connection", connection);
        if (speaksProxy(connection)) {
            channel.pipeline().addLast(new HAProxyMessageDecoder(), new ProxyHeader(connection, () -> admit(channel, connection, secure)));
        } else {
            admit(channel, connection, secure);
        }
    }

    private boolean speaksProxy(Connection connection) {
        List<Cidr> balancers = config.proxyProtocol();
        return balancers.stream().anyMatch(block -> block.contains(connection.address()));
    }

    private void admit(Channel channel, Connection connection, Runnable secure) {
        Optional<Lease> place = gate.enter(connection.address(), peer(connection));
        if (place.isEmpty()) {
            connection.abort();
            return;
        }
        connection.hold(place.get());
        secure.run();
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        channel.pipeline().addBefore(channel.pipeline().context(tls).name(), "records", new RecordWatch(connection));
        AnyServerName.acceptOn(tls.engine());
        Tickets.guard(tls.engine());
        tls.handshakeFuture().addListener(done -> {
            (done.isSuccess() ? secured : unsecured).increment();
            if (done.isSuccess()) {
                secured(channel, connection, tls);
            }
        });
    }

    private void secured(Channel channel, Connection connection, SslHandler tls) {
        if (ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
            FrameBudget budget = new FrameBudget(config.bounds().idleFrames(), connection, overspent::increment);
            channel.pipeline().addAfter(channel.pipeline().context(tls).name(), "frames", budget);
        }
        TurnEnd.gather(channel);
        connection.secured();
    }

    /** A trusted hop speaks for many. */
    private ConnectionGate.Peer peer(Connection connection) {
        boolean hop = config.trustedHops().from().stream().anyMatch(block -> block.contains(connection.address()));
        return hop ? ConnectionGate.Peer.TRUSTED_HOP : ConnectionGate.Peer.CLIENT;
    }

    /** Stops accepting, and tells every open connection to come to its end. */
    void drain() {
        draining = true;
        sockets.forEach(Channel::close);
        connections.forEach(connection -> connection.onLoop(connection::drain));
    }

    void abortAll() {
        connections.forEach(connection -> connection.onLoop(connection::abort));
    }

    /** Connections that were closed for their frames. */
    long overspent() {
        return overspent.sum();
    }

    /** TLS handshakes that came to their end, or did not. */
    long handshakes(Listener.Handshake how) {
        return switch (how) {
            case DONE -> secured.sum();
            case FAILED -> unsecured.sum();
        };
    }

    int open() {
        return connections.size();
    }
}
