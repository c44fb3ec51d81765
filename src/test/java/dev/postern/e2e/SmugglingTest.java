package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the gateway forwards is what the back end parses. Many hundred odd requests, over HTTP/1.1 and over HTTP/2, go through the gateway to servers that others wrote, over one upstream connection;
 * behind each of them an innocent request must be answered as itself. In the end the back end has seen exactly the requests that the gateway's own record says it let through:
 * the same methods, targets and body lengths, none besides.
 */
@Tag("e2e")
final class SmugglingTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"node", "nginx", "jetty"})
    void whatIsForwardedIsWhatIsParsed(String kind) throws Exception {
        DemoPki.write(dir.resolve("pki"), InstantSource.system());
        int gateway = Servers.freePort();
        int admin = Servers.freePort();
        int port = Servers.freePort();
        SSLContext trusting = trusting();
        try (Servers servers = new Servers(dir); BackEnd backEnd = start(kind, servers, port); HttpClient innocent = HttpClient.newBuilder().sslContext(trusting).version(HttpClient.Version.HTTP_1_1).build()) {
            Path config = Files.writeString(dir.resolve("postern.yaml"), config(gateway, admin, port));
            servers.start("gateway", Map.of(), List.of("bin/postern", "serve", "--config", config.toString()));
            servers.await("gateway", Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + admin + "/q/health/ready") == 200);
            List<String> rows = OddRequests.all();
            assertTrue(rows.size() > 500, "rows: " + rows.size());
            int taken = 0;
            for (int row = 0; row < rows.size(); row++) {
                taken += answer(trusting, gateway, rows.get(row) + last(row)).contains(" 200") ? 1 : 0;
                assertEquals("GET /innocent-" + row, ask(innocent, gateway, "/innocent-" + row), "after row " + row + ": " + rows.get(row));
            }
            List<OddStreams.Row> streams = OddStreams.all(rows.size());
            for (int row = 0; row < streams.size(); row++) {
                StreamSender.send(trusting, gateway, streams.get(row));
                String path = "/innocent-" + (rows.size() + row);
                assertEquals("GET " + path, ask(innocent, gateway, path), "after stream " + row + ": " + streams.get(row));
            }
            compare(backEnd, rows.size() + streams.size());
            long downgraded = through().stream().filter(line -> number(line) >= rows.size()).count();
            System.out.println("smuggling: " + kind + " rows=" + rows.size() + " taken=" + taken + " streams=" + streams.size() + " taken=" + downgraded);
            assertTrue(taken > 50 && taken < rows.size() - 200, "taken: " + taken);
            assertTrue(downgraded > 50 && downgraded < streams.size() - 200, "streams taken: " + downgraded);
        }
    }

    private BackEnd start(String kind, Servers servers, int port) throws Exception {
        return switch (kind) {
            case "node" -> BackEnd.node(servers, dir, port);
            case "nginx" -> BackEnd.nginx(servers, dir, port);
            default -> BackEnd.jetty(dir.resolve("pki"), port);
        };
    }

    /** The record and the back end, both in any order: exchanges end in another order than they begin. */
    private void compare(BackEnd backEnd, int rows) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (through().stream().filter(line -> line.contains("/innocent-")).count() < rows && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
        assertEquals(String.join("\n", through()), String.join("\n", backEnd.seen().stream().map(line -> line.replaceFirst("\\?\\S+ ", "? ")).sorted().toList()));
    }

    /** What the gateway says it let through: answered with 200 by the upstream. */
    private List<String> through() throws IOException {
        try (Stream<String> lines = Files.lines(dir.resolve("audit.jsonl"))) {
            return lines.map(JsonObject::new).filter(line -> line.containsKey("http_request") && line.getJsonObject("http_response").getInteger("code") == 200)
                    .map(line -> line.getJsonObject("http_request").getString("http_method") + ' ' + line.getJsonObject("http_request").getJsonObject("url").getString("path")
                            + (line.getJsonObject("postern").getJsonArray("query").isEmpty() ? "" : "?") + ' ' + line.getJsonObject("traffic").getLong("bytes_in"))
                    .sorted().toList();
        }
    }

    /** Of which row a line of the record is; -1 for others. */
    private static int number(String line) {
        Matcher row = Pattern.compile("/row-(\\d+)").matcher(line);
        return row.find() ? Integer.parseInt(row.group(1)) : -1;
    }

    private static String ask(HttpClient client, int gateway, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + gateway + path)).timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Ends the connection of whoever gets that far. */
    private static String last(int row) {
        return "GET /last-" + row + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    /** The status line that comes back, empty when the connection ends instead; then everything else, until the gateway has nothing more to say. */
    private static String answer(SSLContext context, int gateway, String octets) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", gateway)) {
            socket.setSoTimeout(15_000);
            socket.setTcpNoDelay(true); // the end of a handshake would wait 40 ms for an acknowledgement
            socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
            byte[] all = socket.getInputStream().readAllBytes();
            return new String(all, StandardCharsets.ISO_8859_1).split("\r\n", 2)[0];
        } catch (IOException cut) {
            return "";
        }
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ingress", dev.postern.pki.Pem.certificates(dir.resolve("pki/ingress-ca.pem")).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String config(int gateway, int admin, int port) {
        return """
                listen:
                  ingress:
                    address: 127.0.0.1:%d
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                    clients: {handshakes: 10000}
                    timeouts: {headers: 2s, body-idle: 2s}
                  admin: {address: 127.0.0.1:%d}
                mesh:
                  identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}
                  trust: [pki/mesh-ca.pem]
                upstreams: [{name: app, url: "https://localhost:%d", expect: spiffe://demo.test/ns/finance/sa/ledger, connections: 1}]
                routes: [{name: app, host: localhost, path: /, upstream: app}]
                policies: [{name: everybody, effect: allow, routes: [app], from: {anyone: true}}]
                audit: {file: audit.jsonl}
                """.formatted(gateway, admin, port);
    }
}
