package dev.postern.blackbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway as an operator runs it: started, asked, changed while it runs, ended, its record verified. */
final class ServeTest {

    /** 128 + 15: what is reported of a process that ended, in order, on SIGTERM. */
    private static final int SIGTERM = 143;

    @ParameterizedTest
    @MethodSource("dev.postern.blackbox.Product#built")
    void servesRefusesReloadsAndDrains(Product product, @TempDir Path dir) throws Exception {
        assertEquals(0, product.run("demo", "--write-pki", dir.resolve("pki").toString()).exit());
        int port = freePort();
        int admin = freePort();
        Path config = dir.resolve("postern.yaml");
        Files.writeString(config, config(port, admin, "closed"));
        Path log = dir.resolve("out.log");
        Process gateway = product.start(log, "serve", "--config", config.toString());
        try {
            await("ready", log, () -> RestAssured.get("http://127.0.0.1:" + admin + "/q/health/ready").statusCode() == 200);

            Response program = client(port).get("/");
            assertEquals(401, program.statusCode());
            assertEquals("application/problem+json", program.contentType().split(";")[0]);
            assertEquals("identity.sign-in-required", program.path("reason"));

            Response ambiguous = client(port).urlEncodingEnabled(false).get("/a%2fb");
            assertEquals(400, ambiguous.statusCode());

            Files.writeString(config, config(port, admin, "open"));
            await("the new configuration", log, () -> client(port).get("/").statusCode() == 302);

            Files.writeString(config, "routes: [");
            Thread.sleep(2_500);
            assertEquals(302, client(port).get("/").statusCode(), "a broken configuration leaves the old one in force");

            String metrics = RestAssured.get("http://127.0.0.1:" + admin + "/q/metrics").asString();
            assertTrue(metrics.contains("postern_"), "metrics are published");
        } finally {
            assertEquals(SIGTERM, Product.terminate(gateway, Duration.ofSeconds(20)), Files.readString(log));
        }
        Path audit = dir.resolve("audit.jsonl");
        Product.Result good = product.run("verify-log", audit.toString());
        assertEquals(0, good.exit(), good.out() + good.err());
        Files.writeString(audit, Files.readString(audit).replaceFirst("\"GET\"", "\"PUT\""));
        assertEquals(1, product.run("verify-log", audit.toString()).exit(), "an edit is found");
    }

    private static RequestSpecification client(int port) {
        return RestAssured.given().config(RestAssuredConfig.config()).relaxedHTTPSValidation().redirects().follow(false)
                .baseUri("https://localhost:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static void await(String what, Path log, java.util.concurrent.Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Throwable last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception notYet) {
                last = notYet;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("waited 30 s for " + what + "\n" + Files.readString(log), last);
    }

    /** A route that redirects; without a rule nobody is let through to it. */
    private static String config(int port, int admin, String state) {
        String policies = state.equals("open") ? "policies: [{name: all, effect: allow, routes: [elsewhere], from: {anyone: true}}]" : "";
        return """
                listen:
                  ingress:
                    address: 127.0.0.1:%d
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                  admin: {address: 127.0.0.1:%d}
                routes:
                  - {name: elsewhere, host: localhost, path: /, redirect: {status: 302, path: /there}}
                %s
                audit: {file: audit.jsonl}
                """.formatted(port, admin, policies);
    }
}
