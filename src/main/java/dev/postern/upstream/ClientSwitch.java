package dev.postern.upstream;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.net.NetSocket;

/**
 * The client's side of an upgrade, as the edge has it. Called at most once, on the event loop of the exchange, after the upstream has agreed: answers 101 with these headers
 * ({@code Connection}, {@code Upgrade} and {@code Sec-WebSocket-*} among them) and gives what the connection has become. The future is completed on that event loop, before
 * anything is read from the socket.
 */
@FunctionalInterface
public interface ClientSwitch {

    Future<NetSocket> switchProtocols(MultiMap headers);
}
