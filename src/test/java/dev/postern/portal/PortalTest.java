package dev.postern.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Reason;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("quarkus")
final class PortalTest {

    @RegisterExtension
    final PortalLab lab = new PortalLab();

    private void signIn(String user) {
        URI start = lab.browser.get(lab.at("/.postern/sign-in/corp?return=/")).location();
        assertEquals(303, lab.browser.get(lab.browser.get(start + "&login_hint=" + user).location()).status());
    }

    private Browser.Answer post(String path, Map<String, String> headers) {
        return lab.browser.send(HttpMethod.POST, URI.create(lab.at(path)), headers);
    }

    private Map<String, String> fromHere() {
        return Map.of("Sec-Fetch-Site", "same-origin");
    }

    @Test
    void whoeverIsNotSignedInIsSentToSignInAndComesBack() {
        Browser.Answer landing = lab.browser.get(lab.at("/.postern/"));
        assertEquals(lab.at("/.postern/sign-in?return=%2F.postern%2F"), landing.location().toString());
        Browser.Answer chooser = lab.browser.get(landing.location());
        assertEquals(200, chooser.status());
        assertTrue(chooser.body().contains("href=\"/.postern/sign-in/corp?return=%2F.postern%2F\""), chooser.body());
        assertTrue(chooser.body().contains("The partner"), chooser.body());
    }

    @Test
    void aRouteWithOneProviderLeavesNothingToChoose() {
        lab.routeProviders = List.of("partner");
        Browser.Answer answer = lab.browser.get(lab.at("/.postern/sign-in?return=/x"));
        assertEquals(lab.at("/.postern/sign-in/partner?return=%2Fx"), answer.location().toString());
    }

    @Test
    void aRouteWhoseProvidersAreNotThereCannotBeSignedInFor() {
        lab.routeProviders = List.of("elsewhere");
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), lab.browser.get(lab.at("/.postern/sign-in?return=/x")).body());
    }

    @Test
    void theChooserKeepsTheReturnPathLocal() {
        for (String evil : List.of("https://evil.test", "//evil.test", "/%5c%5cevil.test", "javascript:alert(1)", "/x&return=//evil.test", "%22%3E%3Cscript%3E")) {
            String body = lab.browser.get(lab.at("/.postern/sign-in?return=" + evil)).body();
            assertTrue(body.contains("href=\"/.postern/sign-in/corp?return=%2F\""), body);
            assertFalse(body.contains("evil") || body.contains("script"), body);
        }
    }

    @Test
    void theLandingPageShowsWhatThisPersonMayOpenAndNothingOfTheirTokens() {
        signIn("alice");
        Browser.Answer landing = lab.browser.get(lab.at("/.postern/"));
        assertEquals(200, landing.status());
        assertTrue(landing.body().contains("href=\"https://ledger.corp.test/\""), landing.body());
        assertFalse(landing.body().contains("eyJ"), "a token on the page");
        signIn("bob");
        String bobs = lab.browser.get(lab.at("/.postern/")).body();
        assertTrue(bobs.contains("Nothing is open to you") && !bobs.contains("ledger"), bobs);
    }

    @Test
    void everyPageIsSentWithAPolicyThatForbidsScriptsFramesAndCaching() {
        signIn("alice");
        for (String path : List.of("/.postern/", "/.postern/sign-in", "/.postern/sign-out", "/.postern/signed-out")) {
            Map<String, String> headers = lab.browser.get(lab.at(path)).headers();
            assertTrue(headers.get("content-security-policy").startsWith("default-src 'none'; style-src 'self';"), path);
            assertEquals("no-store", headers.get("cache-control"), path);
            assertEquals("no-referrer", headers.get("referrer-policy"), path);
            assertEquals("nosniff", headers.get("x-content-type-options"), path);
        }
    }

    @Test
    void theStyleSheetAndTheKeysNeedNoSession() {
        Browser.Answer style = lab.browser.get(lab.at("/.postern/style.css"));
        assertEquals("text/css; charset=utf-8", style.headers().get("content-type"));
        Browser.Answer keys = lab.browser.get(lab.at("/.postern/jwks.json"));
        assertEquals("{\"keys\":[]}", keys.body());
        assertEquals("application/jwk-set+json", keys.headers().get("content-type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.postern/x", "/.postern/sign-in/nobody", "/.postern/sign-in/", "/.postern/callback/", "/.postern/callback/nobody", "/.postern/style.css/x",
            "/.postern/sign-out/", "/.postern/Style.css", "/.postern/q/health", "/.postern/metrics"})
    void nothingElseIsThere(String path) {
        assertEquals(Reason.ROUTE_NOT_FOUND.code(), lab.browser.get(lab.at(path)).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.postern/", "/.postern/sign-in", "/.postern/sign-in/corp", "/.postern/callback/corp", "/.postern/style.css", "/.postern/jwks.json"})
    void pagesAreReadAndNotWrittenTo(String path) {
        Browser.Answer answer = post(path, fromHere());
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD", answer.headers().get("allow"));
    }

    @Test
    void signingOutAsksFirst() {
        signIn("alice");
        Browser.Answer page = lab.browser.get(lab.at("/.postern/sign-out"));
        assertTrue(page.body().contains("<form method=\"post\" action=\"/.postern/sign-out\">") && page.body().contains("alice"), page.body());
        assertTrue(page.headers().get("content-security-policy").endsWith("form-action 'self' " + lab.corp.issuer()));
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void signingOutEndsTheSessionHereAndAtTheProviderAndTheCookieIsWorthNothingAfterwards() {
        signIn("alice");
        String cookie = lab.browser.jar(URI.create(lab.at("/"))).get("__Host-postern");
        Browser.Answer out = post("/.postern/sign-out", fromHere());
        assertEquals(303, out.status());
        String to = out.location().toString();
        assertTrue(to.startsWith(lab.corp.issuer() + "/end-session?client_id=postern&id_token_hint=eyJ"), to);
        assertTrue(to.endsWith("&post_logout_redirect_uri=" + java.net.URLEncoder.encode(lab.at("/.postern/signed-out"), java.nio.charset.StandardCharsets.UTF_8)), to);
        assertTrue(lab.browser.jar(URI.create(lab.at("/"))).isEmpty());
        assertEquals(List.of("alice SIGNED_OUT"), lab.ended);
        lab.browser.jar(URI.create(lab.at("/"))).put("__Host-postern", cookie);
        assertEquals("anonymous ", lab.browser.get(lab.at("/")).body());
        assertEquals(lab.at("/.postern/signed-out"), lab.browser.get(out.location()).location().toString());
        assertTrue(lab.browser.get(lab.at("/.postern/signed-out")).body().contains("You are signed out"));
    }

    @Test
    void nobodyIsSignedOutFromElsewhere() {
        signIn("alice");
        String here = lab.at("");
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "none"),
                Map.of("Sec-Fetch-Site", "cross-site", "Origin", here),
                Map.of("Origin", "https://evil.test"),
                Map.of("Origin", "null"),
                Map.of("Origin", here.replace("https", "http")),
                Map.of("Origin", here + ".evil.test"))) {
            assertEquals(Reason.REQUEST_HEADER_REFUSED.code(), post("/.postern/sign-out", headers).body(), headers.toString());
        }
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body());
        assertEquals(303, post("/.postern/sign-out", Map.of("Origin", here)).status());
    }

    @Test
    void whoHasNoSessionIsSignedOutAlready() {
        assertTrue(lab.browser.get(lab.at("/.postern/sign-out")).body().contains("You are signed out"));
        assertEquals(lab.at("/.postern/signed-out"), post("/.postern/sign-out", fromHere()).location().toString());
    }
}
