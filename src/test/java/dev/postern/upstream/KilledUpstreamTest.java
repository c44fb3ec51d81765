package dev.postern.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.UpstreamConfig.HttpVersions;
import dev.postern.config.UpstreamConfig.OutliersConfig;
import dev.postern.exchange.Reason;
import dev.postern.upstream.SteadyRequests.Failure;
import dev.postern.upstream.UpstreamStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An upstream's process is killed and started again while requests never cease. */
class KilledUpstreamTest {

    private static final int AT_ONCE = 16;
    private static final Set<Reason> CUT_OR_GONE = Set.of(Reason.UPSTREAM_BROKEN, Reason.UPSTREAM_UNREACHABLE);

    private final Lab lab = new Lab();
    @TempDir
    Path dir;

    @AfterEach
    void close() {
        lab.close();
    }

    private State state(int endpoint) {
        return lab.upstreams.status().getFirst().endpoints().get(endpoint).state();
    }

    private static void neverTwice(AppProcess... apps) throws Exception {
        Set<String> seen = new HashSet<>();
        for (AppProcess app : apps) {
            for (String post : app.posts()) {
                assertTrue(seen.add(post), post + " was sent twice");
            }
        }
        assertTrue(seen.size() > 50, "POSTs were sent: " + seen.size());
    }

    /** Whatever may be repeated is answered by the other; what may not fails if it was under way, and nothing else does. */
    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void oneOfTwo(HttpVersions version) throws Exception {
        lab.protocol = version;
        lab.outliers = new OutliersConfig(5, 80, Duration.ofSeconds(30), 50, Duration.ofSeconds(2), Duration.ofSeconds(4), 50);
        try (AppProcess killed = new AppProcess(dir.resolve("killed"), lab.mesh).start(); AppProcess other = new AppProcess(dir.resolve("other"), lab.mesh).start()) {
            SteadyRequests load = new SteadyRequests(lab, lab.forwarder(killed.url(), other.url()), AT_ONCE).start();
            load.more(300);
            assertEquals(List.of(), load.failures());
            assertTrue(load.answeredBy(killed.url()) > 100, "both answer: " + load.byEndpoint());
            killed.kill();
            load.more(1_000);
            assertTrue(state(0) != State.AVAILABLE || load.failures().isEmpty(), "it is left alone");
            int before = load.answeredBy(killed.url());
            killed.start();
            long begun = System.nanoTime();
            load.until("requests to come back by themselves", () -> load.answeredBy(killed.url()) > before);
            Duration back = Duration.ofNanos(System.nanoTime() - begun);
            load.more(300);
            load.stop();
            assertEquals(List.of(), load.wrong());
            List<Failure> failures = load.failures();
            assertEquals(List.of(), failures.stream().filter(failure -> !failure.isPost() || !CUT_OR_GONE.contains(failure.reason())).toList());
            assertTrue(failures.size() <= AT_ONCE, "those under way, and no more: " + failures);
            assertEquals(State.AVAILABLE, state(0));
            neverTwice(killed, other);
            System.out.printf("one of two endpoints killed and restarted, %s: %d requests, %d failed (POSTs under way), back %d ms after it listened, %s%n",
                    version, load.asked(), failures.size(), back.toMillis(), load.byEndpoint());
        }
    }

    /** While nobody is there every request is refused at once and truthfully; nothing has to be done for it to go on. */
    @ParameterizedTest
    @EnumSource(value = HttpVersions.class, names = {"HTTP_1_1", "HTTP_2"})
    void theOnlyOne(HttpVersions version) throws Exception {
        lab.protocol = version;
        try (AppProcess only = new AppProcess(dir.resolve("only"), lab.mesh).start()) {
            SteadyRequests load = new SteadyRequests(lab, lab.forwarder(only.url()), AT_ONCE).start();
            load.more(300);
            assertEquals(List.of(), load.failures());
            only.kill();
            load.until("refusals", () -> load.failures().size() > 4 * AT_ONCE);
            int answered = load.answered();
            only.start();
            long begun = System.nanoTime();
            load.until("answers", () -> load.answered() > answered);
            Duration back = Duration.ofNanos(System.nanoTime() - begun);
            load.more(AT_ONCE);
            int failed = load.failures().size();
            load.more(300);
            load.stop();
            assertEquals(List.of(), load.wrong());
            assertEquals(failed, load.failures().size(), "it has recovered");
            assertEquals(List.of(), load.failures().stream().filter(failure -> !CUT_OR_GONE.contains(failure.reason())).toList());
            neverTwice(only);
            System.out.printf("the only endpoint killed and restarted, %s: %d requests, %d refused, back %d ms after it listened%n",
                    version, load.asked(), failed, back.toMillis());
        }
    }
}
