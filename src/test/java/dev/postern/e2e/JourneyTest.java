package dev.postern.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ClientCertificate;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person with a real browser, a real Keycloak, and a real nginx in the mesh that lets only the gateway in. */
@Tag("e2e")
final class JourneyTest {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    @TempDir
    private static Path dir;
    private static Servers servers;
    private static Playwright playwright;
    private static Browser browser;
    private static String origin;

    @BeforeAll
    static void start() throws Exception {
        servers = new Servers(dir);
        Path pki = dir.resolve("pki");
        Process written = servers.start("write-pki", Map.of(), List.of("bin/postern", "demo", "--write-pki", pki.toString()));
        assertEquals(0, written.waitFor(), () -> read(servers.log("write-pki")));
        int gateway = Servers.freePort();
        int keycloak = Servers.freePort();
        int nginx = Servers.freePort();
        int admin = Servers.freePort();
        origin = "https://localhost:" + gateway;
        servers.keycloak(keycloak, Files.readString(Path.of("deploy/compose/realm.json")).replace("https://app.localhost:8443", origin), Map.of());
        servers.nginx(nginx, pki);
        Path config = Files.writeString(dir.resolve("postern.yaml"), config(gateway, admin, keycloak, nginx));
        servers.start("gateway", Map.of("POSTERN_CLIENT_SECRET", "change-me-before-use"), List.of("bin/postern", "serve", "--config", config.toString()));
        servers.await("gateway", Duration.ofSeconds(60), () -> Servers.status("http://127.0.0.1:" + admin + "/q/health/ready") == 200);
        Files.createDirectories(SCREENSHOTS);
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
    }

    @Test
    void aPersonSignsInOpensTheAppAndSignsOut() {
        try (BrowserContext context = browser(Device.LAPTOP)) {
            Page page = context.newPage();
            page.navigate(origin + "/report?year=2026");
            signIn(page, "alice");
            assertEquals(origin + "/report?year=2026", page.url(), "back where the person wanted to go");
            assertEquals("Ledger", page.textContent("h1"));
            assertEquals("alice", page.textContent("#user"));
            assertTrue(page.textContent("#assertion").matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+"), "a signed assertion reached the upstream");
            onlyTheOpaqueCookie(context);

            page.navigate(origin + "/.postern/");
            assertTrue(page.textContent("main").contains("The sample app"), page.content());
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("landing.png")));

            Cookie stolen = context.cookies(origin).stream().filter(c -> c.name.equals("__Host-postern")).findFirst().orElseThrow();
            aStolenCookieIsUselessWithoutTheDevice(stolen);

            page.navigate(origin + "/.postern/sign-out");
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("sign-out.png")));
            page.click("main button[type=submit]");
            page.waitForLoadState();
            replayAfterSignOutIsRefused(stolen);
        }
    }

    @Test
    void theWrongPersonIsRefusedWithAReasonAndAnId() {
        try (BrowserContext context = browser(Device.LAPTOP)) {
            Page page = context.newPage();
            page.navigate(origin + "/");
            signIn(page, "bob");
            assertTrue(page.textContent("main").contains("No rule allows this request"), page.content());
            assertTrue(Pattern.compile("[0-9a-f]{32}").matcher(page.textContent("main")).find(), "the page names the exchange");
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("refused.png")));
        }
    }

    @Test
    void theRightPersonWithoutADeviceGetsAPageNotAnAlert() {
        try (BrowserContext context = browser(Device.NONE)) {
            Page page = context.newPage();
            page.navigate(origin + "/");
            signIn(page, "alice");
            assertTrue(page.textContent("main").contains("Use a managed device"), page.content());
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("device.png")));
        }
    }

    private enum Device { LAPTOP, NONE }

    private static BrowserContext browser(Device device) {
        Browser.NewContextOptions options = new Browser.NewContextOptions().setIgnoreHTTPSErrors(true).setColorScheme(ColorScheme.LIGHT);
        if (device == Device.LAPTOP) {
            options.setClientCertificates(List.of(new ClientCertificate(origin)
                    .setCertPath(dir.resolve("pki/laptop.pem")).setKeyPath(dir.resolve("pki/laptop-key.pem"))));
        }
        return browser.newContext(options);
    }

    private static void signIn(Page page, String user) {
        page.fill("#username", user);
        page.fill("#password", user);
        page.click("#kc-login");
        page.waitForURL(url -> url.startsWith(origin));
    }

    private static void onlyTheOpaqueCookie(BrowserContext context) {
        for (Cookie cookie : context.cookies(origin)) {
            assertEquals("__Host-postern", cookie.name, "no other cookie is left behind");
            assertTrue(cookie.secure && cookie.httpOnly && cookie.value.length() < 100, "opaque, secure, out of reach of scripts");
        }
    }

    private static void aStolenCookieIsUselessWithoutTheDevice(Cookie stolen) {
        try (BrowserContext thief = browser(Device.NONE)) {
            thief.addCookies(List.of(new Cookie(stolen.name, stolen.value).setUrl(origin)));
            Page page = thief.newPage();
            Response response = page.navigate(origin + "/");
            assertFalse(page.content().contains("<h1>Ledger</h1>"), page.content());
            assertTrue(response.status() == 401 || !page.url().startsWith(origin), response.status() + " " + page.url());
        }
    }

    private static void replayAfterSignOutIsRefused(Cookie old) {
        try (BrowserContext again = browser(Device.LAPTOP)) {
            again.addCookies(List.of(new Cookie(old.name, old.value).setUrl(origin)));
            Page page = again.newPage();
            page.navigate(origin + "/");
            assertFalse(page.content().contains("<h1>Ledger</h1>"), page.content());
            assertTrue(page.url().startsWith("http://localhost:"), "asked to sign in again, at " + page.url());
        }
    }

    private static String config(int gateway, int admin, int keycloak, int nginx) {
        return """
                listen:
                  ingress:
                    address: 127.0.0.1:%1$d
                    tls: {cert: pki/ingress.pem, key: pki/ingress-key.pem}
                  admin: {address: 127.0.0.1:%2$d}
                identity:
                  providers:
                    - {name: corp, title: Corporate account, issuer: "http://localhost:%3$d/realms/corp", client-id: postern, client-secret: {env: POSTERN_CLIENT_SECRET}}
                  sessions: {device: when-present}
                  assertion: {issuer: "%5$s"}
                devices:
                  authorities: [{name: laptops, certificates: pki/device-ca.pem, crls: [pki/device-ca.crl]}]
                mesh:
                  identity: {cert: pki/gateway.pem, key: pki/gateway-key.pem}
                  trust: [pki/mesh-ca.pem]
                upstreams:
                  - {name: ledger, url: "https://localhost:%4$d", expect: spiffe://demo.test/ns/finance/sa/ledger}
                routes:
                  - {name: ledger, title: The sample app, host: localhost, path: /, upstream: ledger, discoverable: signed-in, identity-headers: {user: X-User}}
                policies:
                  - {name: finance-on-managed, effect: allow, routes: [ledger], from: {groups: [finance], device: enrolled}}
                audit: {file: audit.jsonl}
                """.formatted(gateway, admin, keycloak, nginx, origin);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException failure) {
            return failure.toString();
        }
    }
}
