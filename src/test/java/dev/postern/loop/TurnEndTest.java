package dev.postern.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

/** What is written goes out when the turn of the loop ends, and nothing of it is lost. */
class TurnEndTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    TurnEndTest() {
        TurnEnd.gather(channel);
    }

    private void write(String what) {
        channel.pipeline().writeAndFlush(what);
    }

    @Test
    void leavesAtTheEndOfTheTurn() {
        channel.eventLoop().execute(() -> {
            write("one");
            assertNull(channel.readOutbound());
        });
        channel.runPendingTasks();
        assertEquals("one", channel.readOutbound());
    }

    @Test
    void leavesBeforeTheConnectionCloses() {
        channel.eventLoop().execute(() -> {
            write("last");
            channel.close();
        });
        channel.runPendingTasks();
        assertEquals("last", channel.readOutbound());
    }

    @Test
    void leavesWhenSomebodyElseIsToReadFirst() {
        channel.pipeline().fireChannelRead("asked");
        write("answer");
        assertNull(channel.readOutbound());
        channel.pipeline().fireChannelReadComplete();
        assertEquals("answer", channel.readOutbound());
    }
}
