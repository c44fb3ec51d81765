package dev.postern.edge;

import dev.postern.fuzz.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;

/** TLS records of a client, cut into reads as the first octet says: how they are cut changes nothing, what passes is what came, and the connection closes exactly when a simple reader counts a second handshake. */
public final class RecordWatchFuzz {

    private RecordWatchFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        byte[] octets = Arrays.copyOfRange(data, 1, data.length);
        boolean again = renegotiates(octets);
        open(octets, octets.length, again);
        open(octets, 1 + (data[0] & 0x3f), again);
    }

    private static void open(byte[] octets, int size, boolean again) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress("127.0.0.1", 1);
            }
        };
        channel.freezeTime(); // a machine that is slow is no client that is
        Connection connection = new Connection(channel, EdgeLab.TIMES);
        channel.pipeline().addLast(connection, new RecordWatch(connection));
        StringBuilder passed = new StringBuilder();
        try {
            for (int at = 0; at < octets.length && channel.isOpen(); at += size) {
                channel.writeInbound(Unpooled.copiedBuffer(octets, at, Math.min(size, octets.length - at)));
                for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
                    passed.append(next.toString(java.nio.charset.StandardCharsets.ISO_8859_1));
                    next.release();
                }
            }
            Text.same(!again, channel.isOpen(), "open, cut by " + size);
            Text.holds(again ? Text.latin(octets).startsWith(passed.toString()) : Text.latin(octets).contentEquals(passed), "octets changed");
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static boolean renegotiates(byte[] octets) {
        boolean changed = false;
        int handshakes = 0;
        for (int at = 0; at + 5 <= octets.length; at += 5 + ((octets[at + 3] & 0xff) << 8 | octets[at + 4] & 0xff)) {
            changed |= octets[at] == 20;
            handshakes += changed && octets[at] == 22 ? 1 : 0;
        }
        return handshakes > 1;
    }
}
