package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
        assertEquals(0, product.run("demo", "--write-pki", dir.resolve("pki").toString()).exit());
        Vertx vertx = Vertx.vertx();
        int port = freePort();
        int admin = freePort();
        HttpServer upstream = await(upstream(vertx, dir));
        Path config = Files.writeString(dir.resolve("postern.yaml"), config(port, admin, upstream.actualPort()));
        Path log = dir.resolve("out.log");
        Process gateway = product.start(log, "serve", "--config", config.toString());
        try {
            ready(admin, log);
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setSsl(true).setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2)
                    .setDefaultHost("localhost").setDefaultPort(port).setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("pki/ingress-ca.pem").toString())));
            assertEquals(PIECE * 16L, await(upload(client, PIECE * 16L)), "warm");
            assertEquals(PIECE * 16L, await(download(client, PIECE * 16L)), "warm");
            long before = residentMb(gateway);
            assertEquals(GIB, await(upload(client, GIB)));
            assertEquals(GIB, await(download(client, GIB)));
            long growth = residentMb(gateway) - before;
            System.out.printf("%s: resident %d MB before, grew by %d MB over 1 GiB each way%n", product, before, growth);
            assertTrue(growth < MAX_GROWTH_MB, "resident memory grew by " + growth + " MB");
        } finally {
            Product.terminate(gateway, Duration.ofSeconds(40));
            await(vertx.close());
        }
    }

    private static Future<HttpServer> upstream(Vertx vertx, Path dir) {
        return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setSsl(true).setUseAlpn(true).setClientAuth(ClientAuth.REQUIRED)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(dir.resolve("pki/ledger.pem").toString()).setKeyPath(dir.resolve("pki/ledger-key.pem").toString()))
                .setTrustOptions(new PemTrustOptions().addCertPath(dir.resolve("pki/mesh-ca.pem").toString())))
                .requestHandler(BigBodiesTest::answer).listen();
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

    private static void ready(int admin, Path log) throws Exception {
        for (int i = 0; i < 600; i++) {
            try {
                if (RestAssured.get("http://127.0.0.1:" + admin + "/q/health/ready").statusCode() == 200) {
                    return;
                }
            } catch (Exception notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("did not start\n" + Files.readString(log));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(180, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static String config(int port, int admin, int upstream) {
        return """
                listen:
                  ingress: {address: "127.0.0.1:%d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}}
                  admin: {address: "127.0.0.1:%d"}
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: big, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [{name: big, host: localhost, path: /, upstream: big, body-bytes: 0}]
                policies: [{name: anyone, effect: allow, routes: [big], from: {anyone: true}}]
                audit: {file: audit.jsonl}
                """.formatted(port, admin, upstream);
    }
}
