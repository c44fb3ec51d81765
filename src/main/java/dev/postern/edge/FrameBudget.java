package dev.postern.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.function.LongSupplier;

/**
 * Bounds the HTTP/2 frames of a connection that carry nothing or next to nothing: PING, SETTINGS, their acknowledgements, PRIORITY, WINDOW_UPDATE, RST_STREAM, CONTINUATION,
 * unknown ones, and tiny DATA. Each is cheap to send and costs a gateway a hundred times as much, whatever it says (CVE-2019-9511 to 9518). A token bucket pays for them; octets that
 * go either way and requests earn some back, because honest clients send such frames in proportion to what they do. A connection that has spent all of it is told to calm down
 * (RFC 9113 §10.5) and closed.
 *
 * <p>It stands between TLS and HTTP/2 and looks at frame headers alone (RFC 9113 §4.1), so that it depends on nothing that the layer above forgives. Event loop of the connection.
 */
final class FrameBudget extends ChannelDuplexHandler {

    private static final int PREFACE_BYTES = 24;
    private static final int HEADER_BYTES = 9;
    private static final int BURST_SECONDS = 10;

    /** DATA shorter than this, the last of a stream aside, is next to nothing. */
    private static final int TINY_BYTES = 64;
    /** PING and SETTINGS ask for an answer and have little use in numbers. */
    private static final int ASKING = 10;
    private static final int EARNED_BY_REQUEST = 2;
    private static final int OCTETS_FOR_ONE = 1024;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int END_STREAM = 1;
    private static final byte ENHANCE_YOUR_CALM = 11;

    private final Connection connection;
    private final Runnable overspent;
    private final LongSupplier nanos;
    private final double perNano;
    private final double most;
    private final byte[] header = new byte[HEADER_BYTES];
    private int headerRead;
    private int skip = PREFACE_BYTES;
    private double left;
    private long refilledAt;
    private int lastStream;
    private boolean spent;

    /** @param overspent told when the connection has spent all it had */
    FrameBudget(int framesPerSecond, Connection connection, Runnable overspent) {
        this(framesPerSecond, connection, overspent, System::nanoTime);
    }

    FrameBudget(int framesPerSecond, Connection connection, Runnable overspent, LongSupplier nanos) {
        this.connection = connection;
        this.overspent = overspent;
        this.nanos = nanos;
        this.perNano = framesPerSecond / 1e9;
        this.most = (double) framesPerSecond * BURST_SECONDS;
        this.left = most;
        this.refilledAt = nanos.getAsLong();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (!spent && message instanceof ByteBuf octets) {
            look(octets);
            if (spent) {
                calmDown(ctx);
            }
        }
        if (spent) {
            ReferenceCountUtil.release(message);
        } else {
            super.channelRead(ctx, message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf octets) {
            earn((double) octets.readableBytes() / OCTETS_FOR_ONE);
        }
        super.write(ctx, message, promise);
    }

    private void look(ByteBuf octets) {
        int at = octets.readerIndex();
        int end = octets.writerIndex();
        while (at < end && !spent) {
            if (skip > 0) {
                int step = Math.min(skip, end - at);
                skip -= step;
                at += step;
            } else {
                header[headerRead++] = octets.getByte(at++);
                if (headerRead == HEADER_BYTES) {
                    headerRead = 0;
                    frame();
                }
            }
        }
    }

    private void frame() {
        int length = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | header[2] & 0xff;
        skip = length;
        switch (header[3]) {
            case DATA -> data(length);
            case HEADERS -> {
                lastStream = Math.max(lastStream, (header[5] & 0x7f) << 24 | (header[6] & 0xff) << 16 | (header[7] & 0xff) << 8 | header[8] & 0xff);
                earn(EARNED_BY_REQUEST);
            }
            case SETTINGS, PING -> pay(ASKING);
            default -> pay(1);
        }
    }

    private void data(int length) {
        if (length < TINY_BYTES && (header[4] & END_STREAM) == 0) {
            pay(1);
        } else {
            earn((double) length / OCTETS_FOR_ONE);
        }
    }

    private void earn(double amount) {
        left = Math.min(most, left + amount);
    }

    private void pay(int amount) {
        long now = nanos.getAsLong();
        earn((now - refilledAt) * perNano);
        refilledAt = now;
        left -= amount;
        spent = left < 0;
    }

    /** Whatever the layer above still says is of no use to a client that does not listen: the connection is closed in order, within the linger time. */
    private void calmDown(ChannelHandlerContext ctx) {
        overspent.run();
        ByteBuf goAway = Unpooled.buffer(HEADER_BYTES + 8);
        goAway.writeMedium(8).writeByte(7).writeByte(0).writeInt(0).writeInt(lastStream).writeInt(ENHANCE_YOUR_CALM);
        ctx.writeAndFlush(goAway);
        connection.closeFrom(ctx);
    }
}
