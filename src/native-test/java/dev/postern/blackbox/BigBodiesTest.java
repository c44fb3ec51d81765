package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gibibyte up and a gibibyte down, through TLS on one side and mesh mTLS on the other: the gateway's memory stays flat. */
final class BigBodiesTest {

    private static final long GIB = 1L << 30;
    private static final int PIECE = 64 * 1024;
    private static final long MAX_GROWTH_MB = 120;

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void memoryStaysFlat(Product product, @TempDir Path dir) throws Exception {
        try (Site site = new Site(product, dir, BigBodiesTest::answer)) {
            HttpClient client = site.client;
            assertEquals(PIECE * 16L, Site.await(upload(client, PIECE * 16L)), "warm");
            assertEquals(PIECE * 16L, Site.await(download(client, PIECE * 16L)), "warm");
            long before = residentMb(site.gateway);
            assertEquals(GIB, Site.await(upload(client, GIB)));
            assertEquals(GIB, Site.await(download(client, GIB)));
            long growth = residentMb(site.gateway) - before;
            System.out.printf("%s: resident %d MB before, grew by %d MB over 1 GiB each way%n", product, before, growth);
            assertTrue(growth < MAX_GROWTH_MB, "resident memory grew by " + growth + " MB");
        }
    }

    private static void answer(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            long bytes = Long.parseLong(request.path().substring(1));
            request.response().putHeader("content-length", Long.toString(bytes));
            fill(request.response(), bytes).onSuccess(done -> request.response().end());
            return;
        }
        AtomicLong seen = new AtomicLong();
        request.handler(piece -> seen.addAndGet(piece.length()));
        request.endHandler(end -> request.response().end(Long.toString(seen.get())));
    }

    private static Future<Long> upload(HttpClient client, long bytes) {
        return client.request(HttpMethod.PUT, "/up").compose(request -> {
            request.setChunked(true);
            fill(request, bytes).onSuccess(done -> request.end());
            return request.response().compose(response -> response.body()).map(body -> Long.parseLong(body.toString()));
        });
    }

    private static Future<Long> download(HttpClient client, long bytes) {
        return client.request(HttpMethod.GET, "/" + bytes).compose(request -> request.send()).compose(response -> {
            AtomicLong seen = new AtomicLong();
            response.handler(piece -> seen.addAndGet(piece.length()));
            return response.end().map(end -> seen.get());
        });
    }

    /** Writes so many octets as fast as the other side takes them. */
    private static Future<Void> fill(WriteStream<Buffer> sink, long bytes) {
        Promise<Void> done = Promise.promise();
        Buffer piece = Buffer.buffer(new byte[PIECE]);
        AtomicLong left = new AtomicLong(bytes);
        Handler<Void> more = ready -> {
            while (left.get() > 0 && !sink.writeQueueFull()) {
                left.addAndGet(-PIECE);
                sink.write(piece);
            }
            if (left.get() <= 0) {
                done.tryComplete();
            }
        };
        sink.drainHandler(more);
        more.handle(null);
        return done.future();
    }

    private static long residentMb(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
        }
    }
}
