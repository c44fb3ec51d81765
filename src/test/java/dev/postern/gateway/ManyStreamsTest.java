package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.revocation.Revocation;
import dev.postern.revocation.Target;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Thousands of silent streams: what judging them each second costs, and how soon those of one user end among them. {@code -Dpostern.streams=10000} for the figures in the documents. */
@QuarkusTest
@Tag("quarkus")
final class ManyStreamsTest {

    private static final int STREAMS = Integer.getInteger("postern.streams", 500);
    private static final int EACH_CONNECTION = 100;
    /** HTTP/2 streams to one endpoint are bounded. */
    private static final int EACH_UPSTREAM = 1_800;
    private static final int ALICES = 10;
    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final int SECONDS = 5;

    @RegisterExtension
    final Lab lab = new Lab();

    private record Stream(boolean alices, Promise<Void> begun, Promise<Void> over) {}

    private static void hello(HttpServerRequest request) {
        request.response().setChunked(true).putHeader("content-type", "text/event-stream").write("data: hello\n\n");
    }

    private void start() throws Exception {
        List<Integer> ports = new ArrayList<>();
        for (int from = 0; from < STREAMS; from += EACH_UPSTREAM) {
            ports.add(lab.upstream(ManyStreamsTest::hello));
        }
        String upstreams = ports.stream().map(port -> "{name: app%1$d, url: \"https://127.0.0.1:%2$d\", expect: \"spiffe://demo.test/ns/finance/sa/ledger\"}"
                .formatted(ports.indexOf(port), port)).collect(Collectors.joining(", "));
        String routes = IntStream.range(0, ports.size()).mapToObj(i -> "{name: app%1$d, host: localhost, path: /app%1$d, upstream: app%1$d}".formatted(i)).collect(Collectors.joining(", "));
        lab.start("upstreams: [" + upstreams + "]\nroutes: [" + routes + "]\npolicies: [{name: staff, effect: allow, from: {groups: [staff]}}]\n");
    }

    private List<Stream> open() throws Exception {
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        Map<String, String> bob = Lab.bearer(lab.token("bob"));
        List<Stream> streams = new ArrayList<>();
        for (int from = 0; from < STREAMS; from += EACH_CONNECTION) {
            HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
            List<Stream> here = new ArrayList<>();
            for (int i = from; i < Math.min(STREAMS, from + EACH_CONNECTION); i++) {
                boolean alices = i % ALICES == 0;
                here.add(stream(client, "/app" + i / EACH_UPSTREAM, alices ? alice : bob, new Stream(alices, Promise.promise(), Promise.promise())));
            }
            for (Stream stream : here) {
                Lab.await(stream.begun().future());
            }
            streams.addAll(here);
        }
        return streams;
    }

    private static Stream stream(HttpClient client, String path, Map<String, String> credential, Stream stream) {
        client.request(HttpMethod.GET, path).compose(request -> {
            credential.forEach(request::putHeader);
            request.exceptionHandler(cut -> stream.over().tryComplete());
            return request.send();
        }).onSuccess(response -> response.handler(piece -> stream.begun().tryComplete()).exceptionHandler(cut -> stream.over().tryComplete())
                .endHandler(end -> stream.over().tryComplete())).onFailure(stream.begun()::tryFail);
        return stream;
    }

    /** CPU time of all event loops. */
    private static Duration loops() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Duration.ofNanos(Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(thread -> thread != null && thread.getThreadName().contains("eventloop"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId())).filter(time -> time > 0).sum());
    }

    private static double cpuEachSecond() throws InterruptedException {
        Duration before = loops();
        Thread.sleep(Duration.ofSeconds(SECONDS));
        return loops().minus(before).toNanos() / 1e6 / SECONDS;
    }

    @Test
    void oneUsersStreamsEndAmongMany() throws Exception {
        start();
        double idle = cpuEachSecond();
        List<Stream> streams = open();
        assertEquals(STREAMS, lab.gateway().operations().open());
        Timer judged = lab.surroundings.meters().find("postern.exchanges.judged").timer();
        Thread.sleep(Duration.ofSeconds(2));
        long passes = judged.count();
        double time = judged.totalTime(TimeUnit.MILLISECONDS);
        double busy = cpuEachSecond();
        System.out.printf("%d streams: event loops use %.1f ms CPU a second, %.1f without any; a pass on one loop takes %.1f ms from its reason to its end%n", STREAMS, busy, idle,
                (judged.totalTime(TimeUnit.MILLISECONDS) - time) / Math.max(1, judged.count() - passes));
        List<Future<Void>> hers = streams.stream().filter(Stream::alices).map(stream -> stream.over().future()).toList();
        List<Future<Void>> others = streams.stream().filter(stream -> !stream.alices()).map(stream -> stream.over().future()).toList();
        long begun = System.nanoTime();
        Lab.await(lab.gateway().operations().revoke(new Revocation(Target.user("lab-api", "alice"), "test", "test", Instant.now(), Instant.now().plusSeconds(600))));
        for (Future<Void> stream : hers) {
            Lab.await(stream);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("%d of %d streams ended %d ms after their user was revoked%n", hers.size(), STREAMS, took.toMillis());
        assertTrue(took.compareTo(SLACK) < 0, took.toString());
        Thread.sleep(Duration.ofSeconds(2));
        assertEquals(0, others.stream().filter(Future::isComplete).count(), "nobody else's");
        assertEquals(STREAMS - hers.size(), lab.gateway().operations().open());
    }

    /** What a request sent before it was read is not kept from the others of its connection for as long as its answer lasts. */
    @Test
    void longAnswersLeaveTheConnectionItsWindow() throws Exception {
        lab.start(Lab.app(lab.upstream(request -> request.endHandler(end -> hello(request))), ""));
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.empty());
        Map<String, String> alice = Lab.bearer(lab.token("alice"));
        for (int i = 0; i < 40; i++) {
            HttpClientRequest request = Lab.await(client.request(HttpMethod.POST, "/"));
            alice.forEach(request::putHeader);
            request.exceptionHandler(cut -> { });
            HttpClientResponse answer = Lab.await(request.send(Buffer.buffer(new byte[60_000])));
            answer.exceptionHandler(cut -> { });
            assertEquals(200, answer.statusCode(), "stream " + i);
        }
        assertEquals(40, lab.gateway().operations().open());
    }
}
