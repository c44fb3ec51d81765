package dev.postern.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import java.net.InetAddress;
import org.jboss.logging.Logger;

/**
 * Takes the PROXY protocol header of a balancer that must send one, versions 1 and 2. {@code LOCAL} and {@code UNKNOWN} (the balancer's own health checks) keep the peer's
 * address; datagram and socket-file sources are refused, and so is a connection that begins with anything else. The handshake deadline covers the wait.
 */
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {

    private static final Logger LOG = Logger.getLogger(ProxyHeader.class);

    private final Connection connection;
    private final Runnable next;
    private boolean refused;

    ProxyHeader(Connection connection, Runnable next) {
        this.connection = connection;
        this.next = next;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        if (refused) {
            return; // the decoder goes on with what is left in its buffer, even while the channel closes
        }
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        if (header.command() == HAProxyCommand.PROXY && protocol != HAProxyProxiedProtocol.UNKNOWN) {
            if (protocol != HAProxyProxiedProtocol.TCP4 && protocol != HAProxyProxiedProtocol.TCP6) {
                refuse();
                return;
            }
            connection.proxied(InetAddress.ofLiteral(header.sourceAddress()));
        }
        next.run(); // TLS now stands behind this handler, ahead of the octets that follow the header
        ctx.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debugf("proxy-protocol refused peer=%s cause=%s", connection.address().getHostAddress(), cause.getMessage());
        refuse();
    }

    private void refuse() {
        refused = true;
        connection.abort();
    }
}
