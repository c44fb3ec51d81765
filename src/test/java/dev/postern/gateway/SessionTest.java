package dev.postern.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Secret;
import dev.postern.demo.DevIdentityProvider;
import dev.postern.demo.DevOptions;
import dev.postern.demo.DevUser;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People in browsers: they sign in, their session stays with their device, they sign out; and what an upstream is told about them. */
@QuarkusTest
@Tag("quarkus")
final class SessionTest {

    private static final Optional<String> LAPTOP = Optional.of("laptop");
    private static final String SESSION = "__Host-postern";

    @RegisterExtension
    final Lab lab = new Lab();

    private static void seen(HttpServerRequest request) {
        JsonObject headers = new JsonObject();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        request.response().putHeader("content-type", "application/json").end(new JsonObject().put("target", request.uri()).put("headers", headers).encode());
    }

    private void start(String routes, String policies) throws Exception {
        lab.start("""
                upstreams: [{name: app, url: "https://127.0.0.1:%d", expect: "spiffe://demo.test/ns/finance/sa/ledger"}]
                routes: [%s]
                policies: [%s]
                """.formatted(lab.upstream(SessionTest::seen), routes, policies));
    }

    private void start() throws Exception {
        start("{name: app, host: localhost, path: /, upstream: app, audience: ledger-api, identity-headers: {user: X-User}}",
                "{name: finance, effect: allow, routes: [app], from: {groups: [finance]}}");
    }

    private Surfer alice() throws Exception {
        Surfer alice = new Surfer(lab, "alice", LAPTOP);
        assertEquals(200, alice.open("/").status());
        return alice;
    }

    private Surfer thief(Surfer of, Optional<String> certificate) {
        Surfer thief = new Surfer(lab, "mallory", certificate);
        thief.jar.putAll(of.jar);
        return thief;
    }

    @Test
    void aPersonIsTakenToSignInAndBackAndTheUpstreamSeesThePersonAndNoCookie() throws Exception {
        start();
        Surfer alice = new Surfer(lab, "alice", LAPTOP);
        assertEquals("/.postern/sign-in?return=%2Freport%3Fyear%3D2026", alice.page("/report?year=2026").location());
        alice.jar.put("theme", "dark");
        Surfer.Answer answer = alice.open("/report?year=2026");
        assertEquals(200, answer.status(), answer.body());
        JsonObject seen = new JsonObject(answer.body());
        assertEquals("/report?year=2026", seen.getString("target"));
        assertEquals("alice", seen.getJsonObject("headers").getString("x-user"));
        assertEquals("theme=dark", seen.getJsonObject("headers").getString("cookie"), "the app's cookie passes, the gateway's do not");
        assertEquals(List.of("theme", SESSION), List.copyOf(alice.jar.keySet()), "the sign-in leaves nothing else behind");
        assertTrue(alice.everSet.getLast().matches("__Host-postern=[\\w.-]{20,100}; Path=/; Secure; HttpOnly; SameSite=Lax"), alice.everSet.getLast());
        assertTrue(alice.everSet.stream().allMatch(line -> line.startsWith("__Host-") && line.contains("; Secure") && line.contains("; HttpOnly")), alice.everSet.toString());
    }

    @Test
    void whoSignedInAndMayNotIsToldSoAndNotSentInACircle() throws Exception {
        start("{name: app, host: localhost, path: /, upstream: app, discoverable: signed-in}",
                "{name: finance, effect: allow, routes: [app], from: {groups: [finance]}}");
        Surfer.Answer answer = new Surfer(lab, "bob", LAPTOP).open("/");
        assertEquals(403, answer.status());
        assertTrue(answer.body().contains("No rule allows this request"), answer.body());
    }

    @Test
    void aSessionStaysWithItsDevice() throws Exception {
        start();
        Surfer alice = alice();
        for (Optional<String> other : List.of(Optional.<String>empty(), Optional.of("batch"), Optional.of("lost-laptop"))) {
            Surfer thief = thief(alice, other);
            assertEquals("401 identity.session-other-device", thief.call("/").reason(), other.toString());
            Surfer.Answer page = thief.page("/");
            assertTrue(page.status() == 401 && page.body().contains("another device"), page.status() + page.body());
            assertEquals(401, thief.page("/.postern/").status(), "nor are the gateway's own pages open to it");
        }
        assertEquals(200, alice.call("/").status(), "the owner's session has not suffered");
    }

    @Test
    void signingOutEndsTheSessionForEverybodyWhoHasItsCookie() throws Exception {
        start();
        Surfer alice = alice();
        Surfer copy = thief(alice, LAPTOP);
        assertEquals(200, copy.call("/").status());
        assertEquals(200, alice.page("/.postern/sign-out").status());
        assertEquals(400, alice.post("/.postern/sign-out", Map.of("sec-fetch-site", "cross-site")).status(), "no other site signs anybody out");
        assertEquals(200, alice.call("/").status());
        Surfer.Answer out = alice.post("/.postern/sign-out", Map.of("sec-fetch-site", "same-origin"));
        assertEquals(303, out.status());
        assertTrue(out.location().startsWith(lab.people.issuer() + "/end-session?"), out.location());
        assertFalse(alice.jar.containsKey(SESSION), "the cookie is taken away");
        assertEquals("/.postern/sign-in?return=%2F", copy.page("/").location(), "a replayed cookie opens nothing");
        assertFalse(copy.jar.containsKey(SESSION), "nor does it stay");
        assertEquals("/.postern/sign-in?return=%2F", alice.page("/").location());
    }

    @Test
    void aProgramWithADeadSessionIsToldThatItEnded() throws Exception {
        start();
        Surfer alice = alice();
        Surfer program = thief(alice, LAPTOP);
        alice.post("/.postern/sign-out", Map.of("sec-fetch-site", "same-origin"));
        Surfer.Answer answer = program.call("/");
        assertEquals("401 identity.session-ended", answer.reason());
        assertEquals("__Host-postern=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0", answer.headers().get("set-cookie"));
        program.jar.put(SESSION, "made-up");
        assertEquals("401 identity.session-ended", program.call("/").reason());
    }

    private DevIdentityProvider other() throws Exception {
        DevIdentityProvider other = Lab.await(DevIdentityProvider.start(lab.vertx, DevOptions.of(new Secret("lab-secret"), List.of(
                new DevUser("alice", "Another Alice", List.of("finance"))))));
        lab.provider("other", other);
        return other;
    }

    @Test
    void aRouteMayInsistOnItsProvider() throws Exception {
        DevIdentityProvider other = other();
        start("{name: app, host: localhost, path: /, upstream: app, identity-headers: {user: X-User}}, {name: strict, host: localhost, path: /strict, upstream: app, providers: [other]}",
                "{name: finance, effect: allow, from: {groups: [finance]}}");
        Surfer alice = new Surfer(lab, "alice", LAPTOP);
        Surfer.Answer chooser = alice.open("/");
        assertEquals(200, chooser.status());
        assertTrue(chooser.body().contains("The lab") && chooser.body().contains("The other"), chooser.body());
        assertTrue(chooser.body().contains("/.postern/sign-in/lab?return&#x3D;%2F") || chooser.body().contains("/.postern/sign-in/lab?return=%2F"), chooser.body());
        assertEquals(200, alice.open("/.postern/sign-in/lab?return=/").status());
        assertEquals(200, alice.call("/").status());
        assertEquals("401 identity.sign-in-required", alice.call("/strict").reason());
        String before = alice.jar.get(SESSION);
        Surfer.Answer strict = alice.open("/strict");
        assertEquals(200, strict.status(), strict.body());
        assertTrue(alice.visited.stream().anyMatch(uri -> uri.toString().startsWith(other.issuer() + "/authorize")), "signed in at the other one without being asked which");
        assertNotEquals(before, alice.jar.get(SESSION));
        assertEquals(200, alice.call("/").status(), "the route that does not insist takes this session too");
        Lab.await(other.goAway());
    }

    @Test
    void theLandingPageListsWhatThePersonMayOpen() throws Exception {
        start("""
                {name: ledger, title: The ledger, host: localhost, path: /ledger, upstream: app},
                {name: wiki, title: The wiki, host: localhost, path: /wiki, upstream: app},
                {name: hidden, title: The unlisted, host: localhost, path: /unlisted, upstream: app, listed: false}""", """
                {name: finance, effect: allow, routes: [ledger, hidden], from: {groups: [finance], device: enrolled}},
                {name: staff, effect: allow, routes: [wiki], from: {groups: [staff]}}""");
        String alice = new Surfer(lab, "alice", LAPTOP).open("/.postern/").body();
        assertTrue(alice.contains("The ledger") && alice.contains("The wiki") && !alice.contains("The unlisted"), alice);
        String bare = new Surfer(lab, "alice", Optional.empty()).open("/.postern/").body();
        assertTrue(!bare.contains("The ledger") && bare.contains("The wiki"), "not on a device that may not");
        String bob = new Surfer(lab, "bob", LAPTOP).open("/.postern/").body();
        assertTrue(!bob.contains("The ledger") && bob.contains("The wiki"), bob);
    }

    @Test
    void theAssertionCanBeVerifiedWithThePublishedKeysAndIsShort() throws Exception {
        start();
        Surfer alice = alice();
        String assertion = new JsonObject(alice.call("/").body()).getJsonObject("headers").getString("x-postern-assertion");
        Surfer.Answer keys = new Surfer(lab, "nobody", Optional.empty()).call("/.postern/jwks.json");
        assertEquals(200, keys.status());
        assertFalse(keys.body().contains("\"d\""), "the public half only");
        JwtClaims claims = new JwtConsumerBuilder().setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(keys.body()).getJsonWebKeys()))
                .setExpectedIssuer("https://localhost").setExpectedAudience("ledger-api").setRequireExpirationTime().setExpectedType(true, "postern-assertion+jwt")
                .build().processToClaims(assertion);
        assertEquals("alice@lab", claims.getSubject());
        assertEquals(List.of("finance", "staff"), claims.getStringListClaimValue("groups"));
        assertEquals("laptop", claims.getClaimValue("device", Map.class).get("id"));
        long seconds = claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
        assertTrue(seconds > 0 && seconds <= 300, "lives " + seconds + " s");
    }
}
