package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.LogLines;
import dev.postern.config.UpstreamConfig.HealthConfig;
import dev.postern.upstream.UpstreamStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The head of an answer is enough to know that an endpoint is well; that the rest is left unread is no error in the log. */
class HealthCheckTest {

    private final Lab lab = new Lab();
    private final LogLines vertx = new LogLines("io.vertx");

    @AfterEach
    void stop() {
        vertx.close();
        lab.close();
    }

    @Test
    void anAnswerThatGoesOnIsLeftInGoodOrder() throws Exception {
        lab.health = Optional.of(new HealthConfig(Optional.of("/"), Duration.ofMillis(200), Duration.ofSeconds(20), 2, 3));
        AtomicInteger asked = new AtomicInteger();
        lab.forwarder(lab.app(request -> {
            asked.incrementAndGet();
            request.response().setChunked(true).write("well, and more to come");
        }));
        Instant until = Instant.now().plusSeconds(60);
        while (asked.get() < 4 && Instant.now().isBefore(until)) {
            lab.sweep();
            Thread.sleep(50);
        }
        assertTrue(asked.get() >= 4, "asked " + asked.get() + " times");
        assertEquals(State.AVAILABLE, lab.upstreams.status().getFirst().endpoints().getFirst().state());
        assertEquals(List.of(), vertx.heard());
    }
}
