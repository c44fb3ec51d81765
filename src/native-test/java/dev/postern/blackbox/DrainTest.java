package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGTERM while an exchange is under way: it ends as if nothing had happened, and it is recorded. */
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
}
