package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.demo.DemoPki;
import dev.postern.pki.Pem;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Core Rule Set where Debian's package puts it, unmodified and without a word of configuration, in front of nginx. */
@Tag("e2e")
final class CoreRuleSetTest {

    @TempDir
    Path dir;
    private int port;

    @Test
    void attacksAreRefusedAndEverydayRequestsPass() throws Exception {
        DemoPki pki = DemoPki.write(dir.resolve("pki"), InstantSource.system());
        try (Servers servers = new Servers(dir); HttpClient client = client(pki)) {
            int upstream = Servers.freePort();
            servers.nginx(upstream, dir.resolve("pki"));
            gateway(servers, upstream);
            assertEquals(200, get(client, "/?q=o%27neill+and+sons&page=2").statusCode());
            assertEquals(200, post(client, "application/x-www-form-urlencoded", "text=" + "the+quick+brown+fox+".repeat(5_000)).statusCode());
            assertEquals(200, post(client, "application/json", "{\"items\": [{\"name\": \"blue shoes\", \"price\": 12.5}]}").statusCode());
            for (HttpResponse<String> refused : List.of(
                    get(client, "/?id=1%27%20or%20%271%27=%271"),
                    get(client, "/?page=../../../../etc/passwd"),
                    get(client, "/?x=%3Cscript%3Ealert(1)%3C/script%3E"),
                    post(client, "application/json", "{\"deep\": {\"er\": [\"; cat /etc/passwd\"]}}"))) {
                assertEquals(403, refused.statusCode(), refused.uri() + " " + refused.body());
                assertEquals("content.refused", new JsonObject(refused.body()).getString("reason"));
            }
            HttpResponse<String> unreadable = post(client, "application/xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>");
            assertEquals("400 content.refused", unreadable.statusCode() + " " + new JsonObject(unreadable.body()).getString("reason"));
            servers.await("gateway", Duration.ofSeconds(30), () -> Files.readString(dir.resolve("audit.jsonl")).split("\"reason\":\"content.refused\"", -1).length == 6);
            String record = Files.readString(dir.resolve("audit.jsonl"));
            assertTrue(record.contains("\"rule\":\"942100\"") && record.contains("\"rule\":\"930120\"") && record.contains("\"rule\":\"941100\""), record);
            assertFalse(record.contains("etc/passwd"), "what was sent is not on record");
        }
    }

    private HttpResponse<String> get(HttpClient client, String target) throws Exception {
        return send(client, HttpRequest.newBuilder(uri(target)).GET());
    }

    private HttpResponse<String> post(HttpClient client, String type, String body) throws Exception {
        return send(client, HttpRequest.newBuilder(uri("/")).header("content-type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI uri(String target) {
        return URI.create("https://localhost:" + port + target);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.header("accept", "application/json").header("user-agent", "Mozilla/5.0").timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void gateway(Servers servers, int upstream) throws Exception {
        port = Servers.freePort();
        servers.gateway(port, Servers.freePort(), """
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [{name: app, host: localhost, path: /, upstream: app, inspect: {waf: crs}}]
                policies: [{name: everybody, effect: allow, routes: [app], from: {anyone: true}}]
                waf: [{name: crs}]
                """.formatted(upstream));
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
