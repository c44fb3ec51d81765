package dev.postern.edge;

import dev.postern.config.Cidr;
import dev.postern.config.IngressConfig;
import dev.postern.limit.ConnectionGate;
import dev.postern.limit.Lease;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What happens to a connection before TLS: PROXY protocol from those who must speak it, then the connection limits, then the handshake against the clock. Shared by all
 * event loops; each call runs on the loop of its channel.
 */
final class Entrance {

    private final IngressConfig config;
    private final ConnectionGate gate;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet(); // bounded by the gate
    private final Set<ServerChannel> sockets = ConcurrentHashMap.newKeySet();
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
        Optional<Lease> place = gate.enter(connection.address());
        if (place.isEmpty()) {
            connection.abort();
            return;
        }
        connection.hold(place.get());
        secure.run();
        channel.pipeline().get(SslHandler.class).handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                connection.secured();
            }
        });
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

    int open() {
        return connections.size();
    }
}
