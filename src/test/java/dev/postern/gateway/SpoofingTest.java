package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every header that the gateway writes for upstreams, in every spelling a client can give it, on a route for known people, one for anybody, and one whose upstream asks for
 * credentials of its own. The upstream hears the gateway's word, once, or nothing.
 */
@QuarkusTest
@Tag("quarkus")
final class SpoofingTest {

    private static final List<String> WRITTEN = List.of("X-Postern-Assertion", "X-User", "X-Groups", "X-Device", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "Forwarded", "X-Request-Id");
    private static final List<String> PATHS = List.of("/known", "/anybody", "/own");

    @RegisterExtension
    final Lab lab = new Lab();

    @BeforeEach
    void lab() throws Exception {
        lab.ingress("clients: {handshakes: 10000}");
        lab.start("""
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes:
                  - {name: known, host: localhost, path: /known, upstream: app, identity-headers: {user: X-User, groups: X-Groups, device: X-Device}}
                  - {name: anybody, host: localhost, path: /anybody, upstream: app}
                  - {name: own, host: localhost, path: /own, upstream: app}
                policies:
                  - {name: finance, effect: allow, routes: [known], from: {groups: [finance]}}
                  - {name: everybody, effect: allow, routes: [anybody, own], from: {anyone: true}}
                """.formatted(lab.upstream(SpoofingTest::echo)));
    }

    private static void echo(HttpServerRequest request) {
        request.body().onComplete(body -> {
            JsonArray lines = new JsonArray();
            request.headers().forEach((name, value) -> lines.add(name + ": " + value));
            request.response().end(new JsonObject().put("lines", lines).encode());
        });
    }

    private static List<String> spellings(String name) {
        List<String> all = new ArrayList<>(List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT), name.replace('-', '_'), name.replace('-', '.'), name.toUpperCase(Locale.ROOT).replace('-', '_'),
                name.replace('-', '~'), name.replaceFirst("-", "_"), name.replaceFirst("-", "|")));
        return all.stream().distinct().toList();
    }

    private String credentials(String path) {
        return switch (path) {
            case "/known" -> "Bearer " + lab.token("alice");
            case "/own" -> "Basic dXNlcjpw";
            default -> "";
        };
    }

    /** What arrived has one line for each name that is the gateway's, however the name is read, and nothing of the client's. */
    private static void assertOurs(String answer, String sent) {
        List<String> lines = new JsonObject(answer).getJsonArray("lines").stream().map(String.class::cast).toList();
        for (String name : WRITTEN) {
            String folded = name.toLowerCase(Locale.ROOT);
            long count = lines.stream().filter(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-").equals(folded)).count();
            assertTrue(count <= 1, () -> sent + " arrived as " + answer);
        }
        assertTrue(lines.stream().noneMatch(line -> line.contains("spoofed")), () -> sent + " arrived as " + answer);
        assertTrue(lines.stream().anyMatch(line -> line.equalsIgnoreCase("x-forwarded-for: 127.0.0.1")), answer);
    }

    @Test
    void noSpellingPassesOverHttp1() throws Exception {
        int arrived = 0;
        for (String path : PATHS) {
            for (String name : WRITTEN) {
                for (String spelling : spellings(name)) {
                    for (String lines : List.of(spelling + ": spoofed", spelling + ": spoofed\r\n" + spelling + ": spoofed too", spelling + ":spoofed\r\nConnection: close, " + spelling, spelling + ": spoofed\r\nConnection: " + name)) {
                        arrived += one(path, lines, "") ? 1 : 0;
                    }
                    arrived += one(path, "Transfer-Encoding: chunked", "1\r\nx\r\n0\r\n" + spelling + ": spoofed\r\n\r\n") ? 1 : 0;
                }
                for (String broken : List.of(" " + name + ": spoofed", name + " : spoofed", name + "\t: spoofed", "X: y\r\n\t" + name + ": spoofed", "X: y\n" + name + ": spoofed", "X: y\r" + name + ": spoofed")) {
                    assertEquals(false, one(path, broken, ""), broken);
                }
            }
        }
        assertTrue(arrived > 300, "arrived: " + arrived);
    }

    /** Whether it was passed on. */
    private boolean one(String path, String lines, String body) throws Exception {
        String credentials = credentials(path);
        String request = (body.isEmpty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: localhost\r\n" + (credentials.isEmpty() ? "" : "Authorization: " + credentials + "\r\n")
                + lines + (lines.contains("Connection:") ? "" : "\r\nConnection: close") + "\r\n\r\n" + body;
        try (SSLSocket socket = lab.rawTls()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String head = line(socket);
            StringBuilder headers = new StringBuilder();
            int length = 0;
            for (String line = line(socket); !line.isEmpty(); line = line(socket)) {
                headers.append(line).append('\n');
                length = line.toLowerCase(Locale.ROOT).startsWith("content-length:") ? Integer.parseInt(line.substring(15).strip()) : length;
            }
            String answer = new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
            if (head.startsWith("HTTP/1.1 200")) {
                assertOurs(answer, lines + " / " + body);
                return true;
            }
            assertTrue(head.startsWith("HTTP/1.1 400"), () -> head + " for " + lines + '\n' + headers + answer);
            return false;
        }
    }

    private static String line(SSLSocket socket) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; c = socket.getInputStream().read()) {
            line.append(c == '\r' ? "" : String.valueOf((char) c));
        }
        return line.toString();
    }

    @Test
    void noSpellingPassesOverHttp2() throws Exception {
        HttpClient client = lab.client(HttpVersion.HTTP_2, Optional.of("laptop"));
        for (String path : PATHS) {
            for (String name : WRITTEN) {
                for (String spelling : spellings(name)) {
                    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(spelling.toLowerCase(Locale.ROOT), "spoofed").add(spelling.toLowerCase(Locale.ROOT), "spoofed too");
                    if (!credentials(path).isEmpty()) {
                        headers.add("authorization", credentials(path));
                    }
                    Call answer = Call.send(client, HttpMethod.GET, path, headers, Buffer.buffer());
                    assertTrue(answer.status() == 200 || answer.status() == 400, () -> answer.status() + " for " + spelling);
                    if (answer.status() == 200) {
                        assertOurs(answer.body().toString(), spelling);
                    }
                }
            }
        }
    }
}
