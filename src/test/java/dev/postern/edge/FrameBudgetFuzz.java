package dev.postern.edge;

import dev.postern.fuzz.Text;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** HTTP/2 frames of a client, cut into reads as the first octet says: how they are cut changes nothing, and the connection is told to calm down exactly when a simple reader has counted too much. */
public final class FrameBudgetFuzz {

    private static final int FRAMES_PER_SECOND = 2;
    private static final int MOST = FRAMES_PER_SECOND * 10;

    private FrameBudgetFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        byte[] octets = new byte[24 + data.length - 1];
        System.arraycopy(data, 1, octets, 24, data.length - 1);
        boolean spent = spends(octets);
        open(octets, octets.length, spent);
        open(octets, 1 + (data[0] & 0x3f), spent);
    }

    private static void open(byte[] octets, int size, boolean spent) {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress("127.0.0.1", 1);
            }
        };
        channel.freezeTime(); // a machine that is slow is no client that is
        Connection connection = new Connection(channel, EdgeLab.TIMES);
        AtomicInteger told = new AtomicInteger();
        channel.pipeline().addLast(connection, new FrameBudget(FRAMES_PER_SECOND, connection, told::incrementAndGet, () -> 0));
        int passed = 0;
        try {
            for (int at = 0; at < octets.length && channel.isOpen(); at += size) {
                channel.writeInbound(Unpooled.copiedBuffer(octets, at, Math.min(size, octets.length - at)));
                for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
                    passed += next.readableBytes();
                    next.release();
                }
            }
            Text.same(spent ? 1 : 0, told.get(), "told to calm down, cut by " + size);
            Text.holds(spent || passed == octets.length, "octets lost: " + passed);
            ByteBuf goAway = channel.readOutbound();
            Text.same(spent, goAway != null, "GOAWAY");
            if (goAway != null) {
                Text.holds(goAway.readableBytes() == 17 && goAway.getByte(3) == 7 && goAway.getInt(13) == 11, "no GOAWAY that asks for calm");
                goAway.release();
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }

    private static boolean spends(byte[] octets) {
        double left = MOST;
        int length;
        for (int at = 24; at + 9 <= octets.length; at += 9 + length) {
            length = (octets[at] & 0xff) << 16 | (octets[at + 1] & 0xff) << 8 | octets[at + 2] & 0xff;
            int type = octets[at + 3] & 0xff;
            boolean tiny = length < 64 && (octets[at + 4] & 1) == 0;
            double change = switch (type) {
                case 0 -> tiny ? -1 : length / 1024.0;
                case 1 -> 2;
                case 4, 6 -> -10;
                default -> -1;
            };
            left = Math.min(MOST, left + change);
            if (left < 0) {
                return true;
            }
        }
        return false;
    }
}
