package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import dev.postern.malware.ClamdServer;
import dev.postern.pki.Pem;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's clamd behind the installed gateway, over TCP and at its socket: found, clean, too long, frozen, killed, killed under a scan, back again. */
@Tag("e2e")
final class ClamavTest {

    private static final byte[] EICAR = ClamdServer.EICAR.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GOOD = "quarterly figures".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path dir;
    private int port;

    @Test
    void uploadsAreScanned() throws Exception {
        DemoPki pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        try (Servers servers = new Servers(dir); ClamdServer clamd = new ClamdServer(dir.resolve("clamd")); HttpClient client = client(pki)) {
            int upstream = Servers.freePort();
            servers.nginx(upstream, dir.resolve("pki"));
            gateway(servers, upstream, clamd);
            for (String way : List.of("/tcp", "/unix")) {
                assertEquals(200, put(client, way, GOOD).statusCode(), way);
                assertEquals(200, put(client, way, random(900_000)).statusCode(), way);
                assertReason("content.malware", put(client, way, EICAR));
                assertReason("content.malware", put(client, way, zip(EICAR)));
                assertReason("content.malware", form(client, way, EICAR));
                assertEquals(200, form(client, way, GOOD).statusCode(), way);
                // Whether clamd's word is heard before the connection it closes is reset is the kernel's affair.
                HttpResponse<String> tooLong = put(client, way, random(3_000_000));
                assertTrue(Set.of("content.uninspected", "content.scan-unavailable").contains(new JsonObject(tooLong.body()).getString("reason")), tooLong.body());
            }
            clamd.freeze();
            assertReason("content.scan-unavailable", put(client, "/tcp", GOOD));
            assertEquals(200, put(client, "/lenient", GOOD).statusCode());
            CompletableFuture<HttpResponse<String>> underWay = client.sendAsync(request("/patient", EICAR), HttpResponse.BodyHandlers.ofString());
            clamd.thaw();
            assertReason("content.malware", underWay.join());
            clamd.freeze();
            CompletableFuture<HttpResponse<String>> cut = client.sendAsync(request("/patient", GOOD), HttpResponse.BodyHandlers.ofString());
            Thread.sleep(300);
            clamd.kill();
            assertReason("content.scan-unavailable", cut.join());
            assertReason("content.scan-unavailable", put(client, "/tcp", GOOD));
            assertReason("content.scan-unavailable", put(client, "/unix", GOOD));
            clamd.start();
            assertEquals(200, put(client, "/tcp", GOOD).statusCode());
            assertReason("content.malware", put(client, "/unix", EICAR));
            servers.await("gateway", Duration.ofSeconds(30), () -> Files.readString(dir.resolve("audit.jsonl")).split("\"reason\":\"content.malware\"", -1).length == 9);
            String record = Files.readString(dir.resolve("audit.jsonl"));
            assertTrue(record.contains("\"what\":\"" + ClamdServer.NAME + "\"") && record.contains("\"place\":\"part 1\""), record);
            assertFalse(record.contains("STANDARD-ANTIVIRUS"), "what was sent is not on record");
        }
    }

    private static void assertReason(String reason, HttpResponse<String> response) {
        assertEquals(reason, response.statusCode() == 200 ? "200" : new JsonObject(response.body()).getString("reason"), response.body());
        assertFalse(response.body().contains("Eicar"), response.body());
    }

    private static byte[] random(int bytes) {
        byte[] content = new byte[bytes];
        new Random(5).nextBytes(content);
        return content;
    }

    private static byte[] zip(byte[] content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("innocent.txt"));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private HttpResponse<String> put(HttpClient client, String path, byte[] content) throws Exception {
        return client.send(request(path, content), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> form(HttpClient client, String path, byte[] content) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return client.send(HttpRequest.newBuilder(request(path, body.toByteArray()), (name, value) -> true).header("content-type", "multipart/form-data; boundary=b").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, byte[] content) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path)).header("accept", "application/json").timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofByteArray(content)).build();
    }

    private void gateway(Servers servers, int upstream, ClamdServer clamd) throws Exception {
        port = Servers.freePort();
        String tcp = "clamd: {address: \"127.0.0.1:" + clamd.port() + "\"}";
        servers.gateway(port, Servers.freePort(), """
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes:
                  - {name: tcp, host: localhost, path: /tcp, upstream: app, inspect: {malware: tcp}}
                  - {name: unix, host: localhost, path: /unix, upstream: app, inspect: {malware: unix}}
                  - {name: lenient, host: localhost, path: /lenient, upstream: app, inspect: {malware: lenient}}
                  - {name: patient, host: localhost, path: /patient, upstream: app, inspect: {malware: patient}}
                policies: [{name: everybody, effect: allow, routes: [tcp, unix, lenient, patient], from: {anyone: true}}]
                malware:
                  - {name: tcp, %s, timeout: 2s}
                  - {name: unix, clamd: {address: "unix:%s"}, timeout: 2s}
                  - {name: lenient, %s, timeout: 500ms, unavailable: pass}
                  - {name: patient, %s, timeout: 20s}
                """.formatted(upstream, tcp, clamd.socket(), tcp, tcp));
    }

    private static HttpClient client(DemoPki pki) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ingress", Pem.certificates(Path.of(pki.file("ingress-ca.pem"))).getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }
}
