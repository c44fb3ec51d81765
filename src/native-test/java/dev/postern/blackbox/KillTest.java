package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SIGKILL under load, then a start as if nothing had happened: the record goes on, says where it was interrupted, and is whole. */
final class KillTest {

    /** Of what was answered so long before the kill, every line has been written; what is younger may have been on its way. */
    private static final long SETTLED_MILLIS = 3_000;

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void theRecordGoesOnAndSaysSo(Product product, @TempDir Path dir) throws Exception {
        Path audit = dir.resolve("audit.jsonl");
        byte[] torn = "{\"seq\":99999999,\"prev\":\"cut by the crash".getBytes(StandardCharsets.US_ASCII);
        try (Site site = new Site(product, dir, request -> request.response().end(request.path()))) {
            SteadyRequests load = new SteadyRequests(site.client, site.client(HttpVersion.HTTP_1_1));
            load.start();
            load.until(500);
            Set<String> before = load.answered();
            Thread.sleep(SETTLED_MILLIS);
            site.gateway.destroyForcibly().waitFor();
            load.stop();
            String left = Files.readString(audit);
            Set<String> lost = new TreeSet<>(before);
            lost.removeIf(path -> left.contains('"' + path + '"'));
            assertEquals(Set.of(), lost, "answered long before the kill and not in the record");
            // What a kill while a line was being written, or the machine's own end, would leave behind.
            Files.write(audit, left.substring(0, left.lastIndexOf('\n') + 1).getBytes(StandardCharsets.US_ASCII));
            Files.write(audit, torn, StandardOpenOption.APPEND);
            site.start();
            assertEquals("/after", Site.await(site.client.request(HttpMethod.GET, "/after").compose(request -> request.send()).compose(HttpClientResponse::body).map(Buffer::toString)));
            assertEquals(143, Product.terminate(site.gateway, Duration.ofSeconds(20)), Files.readString(site.log));
            System.out.printf("%s: %d answered before SIGKILL, %d of them in the record%n", product, load.answered().size(),
                    load.answered().stream().filter(path -> left.contains('"' + path + '"')).count());
        }
        Product.Result verified = product.run("verify-log", audit.toString());
        assertEquals(0, verified.exit(), verified.out() + verified.err());
        assertTrue(verified.out().contains("taken up again 1 times, 1 torn lines"), verified.out());
        List<String> resumed = Files.readAllLines(audit).stream().filter(line -> line.contains("\"record\":\"chain.resumed\"")).toList();
        assertEquals(1, resumed.size(), "it says so once");
        assertTrue(resumed.getFirst().contains("\"torn\""), resumed.getFirst());
        assertTrue(Files.readString(audit).contains("/after"), "and goes on");
        try (var files = Files.list(dir)) {
            Path aside = files.filter(file -> file.getFileName().toString().startsWith("audit.jsonl.torn-")).findFirst().orElseThrow();
            assertArrayEquals(torn, Files.readAllBytes(aside), "nothing of the torn line is thrown away");
        }
    }
}
