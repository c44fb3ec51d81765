package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An upstream keeps its name and is given another address, or is expected to be somebody else: what is open on it ends by its rule, what is open elsewhere goes on. */
@QuarkusTest
@Tag("quarkus")
final class MovedUpstreamTest {

    private static final String LEDGER = "spiffe://demo.test/ns/finance/sa/ledger";
    private static final String SOMEBODY_ELSE = "spiffe://demo.test/ns/finance/sa/somebody-else";
    private static final Duration SLACK = Duration.ofSeconds(10);

    @RegisterExtension
    final Lab lab = new Lab();

    @Inject
    MeterRegistry meters;
    private int here;
    private int there;
    private int elsewhere;

    @BeforeEach
    void start() throws Exception {
        here = lab.upstream(OpenStream::serve);
        there = lab.upstream(request -> request.response().end("there"));
        elsewhere = lab.upstream(OpenStream::serve);
        lab.start(config(List.of(here), List.of(LEDGER), "1m"));
    }

    /** The app, and another one that never changes. */
    private String config(List<Integer> ports, List<String> expect, String drain) {
        return """
                upstreams:
                  - {name: app, urls: [%s], expect: [%s], drain: %s}
                  - {name: other, url: "https://127.0.0.1:%d", expect: "%s"}
                routes:
                  - {name: app, host: localhost, path: /, upstream: app, upgrades: [websocket]}
                  - {name: other, host: localhost, path: /events/other, upstream: other}
                policies: [{name: finance, effect: allow, routes: [app, other], from: {groups: [finance]}}]
                """.formatted(String.join(", ", ports.stream().map(port -> "\"https://127.0.0.1:" + port + '"').toList()), String.join(", ", expect), drain, elsewhere, LEDGER);
    }

    private List<OpenStream> streams() throws Exception {
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        return List.of(OpenStream.webSocket(lab, Optional.empty(), alice), OpenStream.events(lab, HttpVersion.HTTP_1_1, Optional.empty(), alice),
                OpenStream.events(lab, HttpVersion.HTTP_2, Optional.empty(), alice), OpenStream.upload(lab, HttpVersion.HTTP_1_1, Optional.empty(), alice),
                OpenStream.upload(lab, HttpVersion.HTTP_2, Optional.empty(), alice));
    }

    private OpenStream onTheOther() throws Exception {
        return OpenStream.events(lab.client(HttpVersion.HTTP_2, Optional.empty()), "events of the other app", "/events/other", Lab.bearer(lab.token("alice")));
    }

    private void reconfigure(String config) throws Exception {
        double before = meters.counter("postern.reloads", "outcome", "taken").count();
        lab.configure(config);
        Lab.until("the configuration", () -> {
            lab.gateway().look();
            return meters.counter("postern.reloads", "outcome", "taken").count() > before;
        });
    }

    private static void allFlow(List<OpenStream> streams) throws Exception {
        for (OpenStream stream : streams) {
            stream.flowing();
        }
    }

    /** None so that its client takes it for whole; a WebSocket is told to come back. */
    private void end(String what, List<OpenStream> streams, long begun, Duration earliest) throws Exception {
        List<String> took = new ArrayList<>();
        for (OpenStream stream : streams) {
            String how = stream.ended();
            Duration after = Duration.ofNanos(System.nanoTime() - begun);
            took.add(stream.name + " " + how + " ≤ " + after.toMillis() + " ms");
            assertEquals(stream.name.equals("WebSocket") ? "closed 1001" : "cut", how, stream.name);
            assertTrue(after.compareTo(earliest) >= 0 && after.compareTo(earliest.plus(SLACK)) < 0, stream.name + " after " + after);
        }
        System.out.println("ended by " + what + ": " + took);
        Lab.until("their events", () -> lab.events().stream().filter(event -> event.encode().contains("\"upstream.withdrawn\"")).count() == streams.size());
    }

    private String answer() throws Exception {
        return Lab.await(Call.start(lab.client(HttpVersion.HTTP_1_1, Optional.empty()), HttpMethod.GET, "/who",
                MultiMap.caseInsensitiveMultiMap().addAll(Lab.bearer(lab.token("alice"))), Buffer.buffer())).body().toString();
    }

    @Test
    void anotherIdentityEndsWhatIsOpenAtOnce() throws Exception {
        List<OpenStream> streams = streams();
        OpenStream other = onTheOther();
        reconfigure(config(List.of(here), List.of(LEDGER, SOMEBODY_ELSE), "1m"));
        allFlow(streams);
        long begun = System.nanoTime();
        reconfigure(config(List.of(here), List.of(SOMEBODY_ELSE), "1m"));
        end("another identity", streams, begun, Duration.ZERO);
        other.flowing();
    }

    @Test
    void anotherAddressLetsWhatIsOpenGoOnForATime() throws Exception {
        List<OpenStream> streams = streams();
        OpenStream other = onTheOther();
        reconfigure(config(List.of(here, there), List.of(LEDGER), "4s"));
        allFlow(streams);
        long begun = System.nanoTime();
        reconfigure(config(List.of(there), List.of(LEDGER), "4s"));
        assertEquals("there", answer(), "what is new goes to the new address");
        allFlow(streams);
        end("another address, drained for 4 s", streams, begun, Duration.ofSeconds(4));
        other.flowing();
    }

    @Test
    void anAddressThatComesBackInTimeIsNothing() throws Exception {
        List<OpenStream> streams = streams();
        reconfigure(config(List.of(there), List.of(LEDGER), "4s"));
        Lab.until("a look at what is open", () -> answer().equals("there"));
        reconfigure(config(List.of(here), List.of(LEDGER), "4s"));
        long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        Lab.until("its time to have passed", () -> System.nanoTime() > until);
        allFlow(streams);
    }

    @Test
    void noTimeMeansAtOnce() throws Exception {
        List<OpenStream> streams = streams();
        long begun = System.nanoTime();
        reconfigure(config(List.of(there), List.of(LEDGER), "0s"));
        end("another address, not drained", streams, begun, Duration.ZERO);
    }
}
