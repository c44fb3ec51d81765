package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM while exchanges are under way: they end as if nothing had happened, and they are recorded. */
final class DrainTest {

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void whatIsUnderWayEnds(Product product, @TempDir Path dir) throws Exception {
        Promise<Void> arrived = Promise.promise();
        Promise<Void> go = Promise.promise();
        try (Site site = new Site(product, dir, request -> {
            arrived.complete();
            go.future().onSuccess(now -> request.response().end("all of it"));
        })) {
            Future<Buffer> answer = site.client.request(HttpMethod.GET, "/slow").compose(request -> request.send()).compose(response -> response.body());
            Site.await(arrived.future());
            site.gateway.destroy();
            site.vertx().setTimer(1_000, later -> go.complete());
            assertEquals("all of it", Site.await(answer).toString());
            assertEquals(143, Product.terminate(site.gateway, Duration.ofSeconds(20)), Files.readString(site.log));
        }
        assertTrue(Files.readString(dir.resolve("audit.jsonl")).contains("/slow"), "the exchange is in the record");
        assertEquals(0, product.run("verify-log", dir.resolve("audit.jsonl").toString()).exit());
    }

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void underLoadNothingThatWasAcceptedFails(Product product, @TempDir Path dir) throws Exception {
        Set<String> reached = ConcurrentHashMap.newKeySet();
        SteadyRequests load;
        try (Site site = new Site(product, dir, request -> {
            reached.add(request.path());
            Vertx.currentContext().owner().setTimer(1 + reached.size() % 200, later -> request.response().end(request.path()));
        })) {
            load = new SteadyRequests(site.client, site.client(HttpVersion.HTTP_1_1), site.client(HttpVersion.HTTP_1_1));
            load.start();
            load.until(300);
            site.gateway.destroy();
            assertTrue(refusesWhileItDrains(site), "new connections are refused before the last exchange has ended");
            assertEquals(143, Product.terminate(site.gateway, Duration.ofSeconds(40)), Files.readString(site.log));
            load.stop();
        }
        String record = Files.readString(dir.resolve("audit.jsonl"));
        Map<String, String> failed = load.failed();
        failed.keySet().removeIf(path -> !reached.contains(path) && !record.contains('"' + path + '"'));
        assertEquals(Map.of(), failed, "what reached the upstream or the record was accepted");
        assertTrue(load.answered().stream().allMatch(path -> record.contains('"' + path + '"')), "every answer is in the record");
        System.out.printf("%s: %d answered, %d never accepted, under SIGTERM%n", product, load.answered().size(), load.failures());
        Product.Result verified = product.run("verify-log", dir.resolve("audit.jsonl").toString());
        assertEquals(0, verified.exit(), verified.out() + verified.err());
    }

    private static boolean refusesWhileItDrains(Site site) throws InterruptedException {
        while (site.gateway.isAlive()) {
            try (Socket probe = new Socket("127.0.0.1", site.port())) {
                assertTrue(probe.isConnected());
            } catch (IOException refused) {
                return true;
            }
            Thread.sleep(2);
        }
        return false;
    }
}
