package dev.postern.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;

/**
 * What is written to a connection leaves at the end of the event loop's turn, together with what goes out on all others. To wake a receiver that waits for octets costs the sender more than the
 * octets do: sent one behind the other, the first wakes it and the others find it at work. Who alone writes in a turn waits for nobody.
 */
public final class TurnEnd {

    /** What streams of one connection write in one turn leaves together, up to so many pieces. */
    private static final int AT_ONCE = 64;

    private TurnEnd() {}

    /** To be called on the loop of a connection that is open and, with TLS, through its handshake. */
    public static void gather(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandler flushes = new FlushConsolidationHandler(AT_ONCE, true);
        SslHandler tls = pipeline.get(SslHandler.class);
        if (tls == null) {
            pipeline.addFirst(flushes);
        } else {
            pipeline.addAfter(pipeline.context(tls).name(), "flushes", flushes);
        }
    }
}
