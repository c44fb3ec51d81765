package dev.postern.edge;

import dev.postern.fuzz.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** What a balancer sends first: either the connection goes on once, with an address and every octet after the header, or it is closed. */
public final class ProxyHeaderFuzz {

    private ProxyHeaderFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        InetAddress peer = InetAddress.getLoopbackAddress();
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
            }
        };
        Connection connection = new Connection(channel, EdgeLab.TIMES);
        AtomicInteger went = new AtomicInteger();
        channel.pipeline().addLast(connection, new HAProxyMessageDecoder(), new ProxyHeader(connection, went::incrementAndGet));
        try {
            channel.writeInbound(Unpooled.copiedBuffer(data));
            channel.checkException();
            if (went.get() == 0) {
                return;
            }
            Text.same(1, went.get(), "went on more than once");
            Text.holds(channel.isOpen(), "went on and was closed");
            boolean text = data[0] == 'P';
            if (text && !connection.address().equals(peer)) {
                String first = Text.latin(data).split("\r\n", 2)[0];
                Text.same(InetAddress.ofLiteral(first.split(" ")[2]), connection.address(), "address of " + first);
                String rest = Text.latin(data).substring(first.length() + 2);
                Text.same(rest, rest(channel), "octets after the header");
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static String rest(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.append(next.toString(java.nio.charset.StandardCharsets.ISO_8859_1));
            next.release();
        }
        return all.toString();
    }
}
