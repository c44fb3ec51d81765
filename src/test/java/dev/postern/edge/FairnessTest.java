package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.Timeouts;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Slow clients and attackers beside a fast one: its latency and the gateway's memory stay what they were. */
class FairnessTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String GET = "GET / HTTP/1.1\r\nHost: app.test\r\n\r\n";
    private static final int ASKED = 2_000;
    private static final int SLOW = 200;

    private static final Buffer LARGE = Buffer.buffer(new byte[4 << 20]);

    /** {@code /} answers at once, everything else with 4 MiB as fast as they are taken. */
    private static final EdgeLab.Behind BEHIND = (downstream, facts, answers) -> {
        if (facts.path().value().equals("/")) {
            EdgeLab.ECHO.handle(downstream, facts, answers);
        } else {
            downstream.respond(ResponseHead.of(200), new Slices(LARGE), MultiMap::caseInsensitiveMultiMap);
        }
    };

    /** Microseconds within which 99 of 100 answers came. */
    private static long p99(EdgeLab lab) {
        long[] took = new long[ASKED];
        try (RawClient client = lab.connect("app.test")) {
            for (int i = 0; i < ASKED; i++) {
                long begin = System.nanoTime();
                assertEquals(200, client.ask(GET).status());
                took[i] = (System.nanoTime() - begin) / 1_000;
            }
        }
        Arrays.sort(took);
        return took[ASKED * 99 / 100];
    }

    private static long usedMiB() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    /** Half of them never read what they asked for, a quarter never end their head, a quarter keep windows shut over twenty answers each. */
    private static List<AutoCloseable> slowOnes(EdgeLab lab) {
        List<AutoCloseable> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            switch (i % 4) {
                case 0, 1 -> slow.add(lab.connect("app.test").send("GET /large HTTP/1.1\r\nHost: app.test\r\n\r\n")::hangUp);
                case 2 -> slow.add(lab.connect("app.test").send("GET / HTTP/1.1\r\nHost: app")::hangUp);
                default -> {
                    FrameClient shut = FrameClient.open(lab, FrameClient.Reading.EVERYTHING, FrameClient.setting(4, 0));
                    for (int asked = 0; asked < 20; asked++) {
                        shut.send(FrameClient.request(2 * asked + 1, FrameClient.END_STREAM, "/large"));
                    }
                    slow.add(shut);
                }
            }
        }
        return slow;
    }

    @Test
    void theFastOneDoesNotFeelTheSlowOnesAndTheyHoldLittle() throws Exception {
        try (EdgeLab lab = new EdgeLab(BEHIND, EdgeLab.Config.standard().with(new Timeouts(LONG, LONG, LONG, LONG, LONG)))) {
            p99(lab); // warm
            long alone = p99(lab);
            long before = usedMiB();
            List<AutoCloseable> slow = slowOnes(lab);
            EdgeLab.eventually(() -> lab.handled.stream().filter(facts -> facts.path().value().equals("/large")).count() == SLOW / 2 + SLOW / 4 * 20);
            long beside = p99(lab);
            long held = usedMiB() - before;
            System.out.printf(Locale.ROOT, "fairness: p99 alone %d us, beside %d slow clients %d us; they hold %d MiB%n", alone, SLOW, beside, held);
            assertTrue(beside < Math.max(20 * alone, 100_000), "alone " + alone + " us, beside " + beside + " us");
            assertTrue(held < 400, "they hold " + held + " MiB"); // 1,100 answers, of which 64 KiB each may wait; were they held, it were 4 GiB
            for (AutoCloseable client : slow) {
                client.close();
            }
        }
    }
}
