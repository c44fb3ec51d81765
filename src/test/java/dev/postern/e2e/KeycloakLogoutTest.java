package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator of a real Keycloak logs a person out there, and what that person has open here ends; a browser sees it. */
@Tag("e2e")
final class KeycloakLogoutTest {

    private static final String ADMIN = "an-admin-of-the-test";

    @TempDir
    private static Path dir;
    private static Servers servers;
    private static Vertx vertx;
    private static Playwright playwright;
    private static Browser browser;
    private static String origin;
    private static String keycloak;

    @BeforeAll
    static void start() throws Exception {
        servers = new Servers(dir);
        vertx = Vertx.vertx();
        Path pki = dir.resolve("pki");
        assertEquals(0, servers.start("write-pki", Map.of(), List.of("bin/postern", "demo", "--write-pki", pki.toString())).waitFor());
        int port = Servers.freePort();
        origin = "https://localhost:" + Servers.freePort();
        keycloak = "http://localhost:" + port;
        String realm = Files.readString(Path.of("deploy/compose/realm.json")).replace("https://app.localhost:8443", origin)
                .replace("\"attributes\": {", "\"attributes\": {\"backchannel.logout.url\": \"" + origin + "/.postern/backchannel-logout/corp\", \"backchannel.logout.session.required\": \"true\",");
        servers.keycloak(port, realm, Map.of("KC_TRUSTSTORE_PATHS", pki.resolve("ingress-ca.pem").toString(), "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN));
        int admin = Servers.freePort();
        Path config = Files.writeString(dir.resolve("postern.yaml"), config(admin, EventSource.start(vertx, pki)));
        servers.start("gateway", Map.of("POSTERN_CLIENT_SECRET", "change-me-before-use"), List.of("bin/postern", "serve", "--config", config.toString()));
        servers.await("gateway", Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + admin + "/q/health/ready") == 200);
        playwright = Playwright.create();
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setArgs(List.of("--no-sandbox",
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    static void stop() throws Exception {
        if (playwright != null) {
            playwright.close();
        }
        servers.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String config(int admin, int upstream) {
        return """
                listen:
                  ingress: {address: "127.0.0.1:%1$d", tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}, overload: {loop-delay: 1m}}
                  admin: {address: "127.0.0.1:%2$d"}
                identity:
                  providers: [{name: corp, issuer: "%3$s/realms/corp", client-id: postern, client-secret: {env: POSTERN_CLIENT_SECRET}}]
                mesh: {identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}, trust: [pki/mesh-ca.pem]}
                upstreams: [{name: app, url: "https://127.0.0.1:%4$d", expect: spiffe://demo.test/ns/finance/sa/ledger}]
                routes: [{name: app, host: localhost, path: /, upstream: app}]
                policies: [{name: everybody, effect: allow, routes: [app], from: {providers: [corp]}}]
                audit: {file: audit.jsonl}
                """.formatted(URI.create(origin).getPort(), admin, keycloak, upstream);
    }

    @Test
    void whoIsLoggedOutAtKeycloakIsOutHere() throws Exception {
        try (BrowserContext hers = context(); BrowserContext his = context()) {
            Page alice = listening(hers, "alice");
            Page bob = listening(his, "bob");
            long begun = System.nanoTime();
            logOut("alice");
            alice.waitForFunction("() => document.title === 'cut'");
            System.out.println("logged out at Keycloak, cut in the browser after " + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            alice.navigate(origin + "/");
            assertTrue(alice.url().startsWith(keycloak), "asked to sign in again, at " + alice.url());
            int before = heard(bob);
            bob.waitForFunction("before => window.heard > before", before);
            bob.navigate(origin + "/");
            assertEquals("App", bob.textContent("h1"));
        }
        assertTrue(Files.readString(dir.resolve("audit.jsonl")).contains("back-channel logout by " + keycloak + "/realms/corp: 1 session ended"));
    }

    private static BrowserContext context() {
        return browser.newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true));
    }

    /** Signed in, with events coming in. */
    private static Page listening(BrowserContext context, String user) {
        context.setDefaultTimeout(90_000);
        Page page = context.newPage();
        page.navigate(origin + "/");
        page.fill("#username", user);
        page.fill("#password", user);
        page.click("#kc-login");
        page.waitForURL(url -> url.startsWith(origin));
        for (int i = 0; i < 20 && !"App".equals(page.textContent("h1")); i++) {
            page.navigate(origin + "/"); // a busy machine may miss the app's first handshake, and the gateway's own page lets no script connect
        }
        page.evaluate("""
                () => {
                  window.heard = 0;
                  const listen = () => {
                    const events = new EventSource('/events');
                    events.onmessage = one => window.heard++;
                    events.onerror = cut => { events.close(); if (window.heard > 0) document.title = 'cut'; else setTimeout(listen, 500); };
                  };
                  listen();
                }""");
        page.waitForFunction("() => window.heard > 2");
        return page;
    }

    private static int heard(Page page) {
        return (Integer) page.evaluate("() => window.heard");
    }

    private static void logOut(String user) throws Exception {
        String form = "grant_type=password&client_id=admin-cli&username=" + ADMIN + "&password=" + ADMIN;
        String token = new JsonObject(keycloak(HttpRequest.newBuilder(URI.create(keycloak + "/realms/master/protocol/openid-connect/token"))
                .header("content-type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)), 200)).getString("access_token");
        URI users = URI.create(keycloak + "/admin/realms/corp/users/");
        String id = new JsonArray(keycloak(HttpRequest.newBuilder(users.resolve("?exact=true&username=" + user)).header("authorization", "Bearer " + token), 200))
                .getJsonObject(0).getString("id");
        keycloak(HttpRequest.newBuilder(users.resolve(id + "/logout")).header("authorization", "Bearer " + token).POST(BodyPublishers.noBody()), 204);
    }

    private static String keycloak(HttpRequest.Builder request, int expected) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            assertEquals(expected, answer.statusCode(), answer.body());
            return answer.body();
        }
    }
}
