package dev.postern.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.exchange.Reason;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("quarkus")
final class SignInTest {

    @RegisterExtension
    final PortalLab lab = new PortalLab();

    /** Goes to the provider as a person would, and stops short of coming back. */
    private URI answerFor(String user, String provider, String back) {
        Browser.Answer start = lab.browser.get(lab.at("/.postern/sign-in/" + provider + "?return=" + back));
        assertEquals(303, start.status(), start.body());
        return lab.browser.get(start.location() + "&login_hint=" + user).location();
    }

    private Browser.Answer signIn(String user, String provider, String back) {
        return lab.browser.get(answerFor(user, provider, back));
    }

    @Test
    void aPersonSignsInAndIsWhoTheProviderSaysWithTheirGroups() {
        Browser.Answer done = signIn("alice", "corp", "/reports?year=2025");
        assertEquals(303, done.status(), done.body());
        assertEquals(lab.at("/reports?year=2025"), done.location().toString());
        assertEquals("user:alice@corp finance,staff", lab.browser.get(done.location()).body());
    }

    @Test
    void theSameOverHttp2() {
        lab.browser = lab.browser(HttpVersion.HTTP_2);
        Browser.Answer done = signIn("alice", "corp", "/reports");
        assertEquals(lab.at("/reports"), done.location().toString());
        assertEquals("user:alice@corp finance,staff", lab.browser.get(done.location()).body());
        assertTrue(lab.browser.everSet().stream().allMatch(set -> set.startsWith("__Host-postern")));
    }

    @Test
    void theRequestToTheProviderCarriesPkceNonceStateAndTheHttpsCallbackOfThisHost() {
        URI to = lab.browser.get(lab.at("/.postern/sign-in/corp?return=/")).location();
        assertTrue(to.toString().startsWith(lab.corp.issuer() + "/authorize?"), to.toString());
        String query = to.getQuery();
        assertTrue(query.contains("code_challenge_method=S256") && query.matches(".*code_challenge=[A-Za-z0-9_-]{43}&.*"), query);
        assertTrue(query.matches(".*nonce=[0-9a-f-]{36}.*") && query.matches(".*state=[0-9a-f-]{36}.*"), query);
        assertTrue(query.contains("redirect_uri=" + lab.at("/.postern/callback/corp")), query);
        assertTrue(query.contains("scope=openid+profile+email"), query);
    }

    @Test
    void theSessionCookieIsForThisHostTlsAndNoScriptAndNothingElseIsKeptInTheBrowser() {
        signIn("alice", "corp", "/");
        String session = lab.browser.everSet().getLast();
        assertTrue(session.matches("__Host-postern=[^;]+; Path=/; Secure; HttpOnly; SameSite=Lax"), session);
        assertEquals(List.of("__Host-postern"), List.copyOf(lab.browser.jar(URI.create(lab.at("/"))).keySet()));
    }

    @Test
    void noTokenAndNoCookieOfTheClientEverReachesTheBrowser() {
        signIn("alice", "corp", "/");
        for (String set : lab.browser.everSet()) {
            assertFalse(set.startsWith("q_"), set);
            assertTrue(set.startsWith("__Host-postern") && set.contains("Secure") && set.contains("HttpOnly") && set.contains("SameSite=Lax") && !set.contains("Domain"), set);
            assertFalse(set.contains("eyJhbGciOiJFUzI1NiI"), "a token in " + set);
        }
    }

    @Test
    void everySignInBeginsANewSessionAndEndsTheOneBefore() {
        signIn("alice", "corp", "/");
        String first = lab.browser.jar(URI.create(lab.at("/"))).get("__Host-postern");
        signIn("bob", "corp", "/");
        assertNotEquals(first, lab.browser.jar(URI.create(lab.at("/"))).get("__Host-postern"));
        assertEquals("user:bob@corp staff", lab.browser.get(lab.at("/")).body());
        assertEquals(1, lab.sessions());
        Browser thief = lab.browser();
        thief.jar(URI.create(lab.at("/"))).put("__Host-postern", first);
        assertEquals("anonymous ", thief.get(lab.at("/")).body());
    }

    @Test
    void anIdThatAnAttackerFixedBeforeSignInIsWorthNothingAfterwards() {
        URI host = URI.create(lab.at("/"));
        lab.browser.jar(host).put("__Host-postern", "fixed-by-an-attacker");
        signIn("alice", "corp", "/");
        assertNotEquals("fixed-by-an-attacker", lab.browser.jar(host).get("__Host-postern"));
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void anAnswerWithoutTheCookieOfTheBrowserThatBeganIsRefused() {
        URI answer = answerFor("alice", "corp", "/");
        Browser.Answer stolen = lab.browser().get(answer);
        assertRefused(stolen, Reason.SIGN_IN_FAILED);
        assertEquals(0, lab.sessions());
    }

    @Test
    void anAnswerWithAnotherStateIsRefused() {
        URI answer = answerFor("alice", "corp", "/");
        assertRefused(lab.browser.get(answer.toString().replaceAll("state=[^&]+", "state=00000000-0000-0000-0000-000000000000")), Reason.SIGN_IN_FAILED);
        assertRefused(lab.browser.get(answer.toString().replaceAll("state=[^&]+", "state=..%2f..%2f")), Reason.SIGN_IN_FAILED);
        assertRefused(lab.browser.get(answer.toString().replaceAll("&?state=[^&]+", "")), Reason.SIGN_IN_FAILED);
        assertRefused(lab.browser.get(answer + "&state=00000000-0000-0000-0000-000000000000"), Reason.SIGN_IN_FAILED);
        assertEquals(0, lab.sessions());
    }

    @Test
    void anAttackersAnswerInAVictimsBrowserIsRefusedEvenWithTheVictimsOwnFlowUnderWay() {
        URI attackers = answerFor("bob", "corp", "/");
        Browser victim = lab.browser();
        victim.get(lab.at("/.postern/sign-in/corp?return=/"));
        assertRefused(victim.get(attackers), Reason.SIGN_IN_FAILED);
        String victimsState = victim.jar(URI.create(lab.at("/"))).keySet().iterator().next().replace("__Host-postern-flow-", "");
        assertRefused(victim.get(attackers.toString().replaceAll("state=[^&]+", "state=" + victimsState)), Reason.SIGN_IN_FAILED);
        assertEquals(0, lab.sessions());
    }

    /** A browser lets any host of the domain set a name that does not begin with the prefix itself; lenient readers of cookies pass over what stands before it. */
    @ParameterizedTest
    @ValueSource(strings = {",", ",,", "\"", "=", "$"})
    void aFlowThatANeighbourHasPlantedIsNone(String before) {
        URI attackers = answerFor("bob", "corp", "/");
        Map<String, String> jar = lab.browser.jar(URI.create(lab.at("/")));
        String name = jar.keySet().iterator().next();
        Browser victim = lab.browser();
        victim.jar(URI.create(lab.at("/"))).put(before + name, jar.get(name));
        assertRefused(victim.get(attackers), Reason.SIGN_IN_FAILED);
        assertEquals(0, lab.sessions());
        assertEquals(303, lab.browser.get(attackers).status(), "where it began it may end");
    }

    @Test
    void cookiesUnderTheClientsOwnNamesAreNotEvenLookedAt() {
        URI answer = answerFor("bob", "corp", "/");
        Map<String, String> jar = lab.browser.jar(URI.create(lab.at("/")));
        String name = jar.keySet().iterator().next();
        String state = name.replace("__Host-postern-flow-", "");
        String sealed = jar.get(name).split("!")[3];
        Browser victim = lab.browser();
        victim.jar(URI.create(lab.at("/"))).put("q_auth_corp_" + state, state + "|" + sealed);
        victim.jar(URI.create(lab.at("/"))).put("q_session_corp", "planted");
        assertRefused(victim.get(answer), Reason.SIGN_IN_FAILED);
        assertEquals(303, victim.get(lab.at("/.postern/sign-in/corp?return=/")).status());
        assertTrue(victim.everSet().stream().noneMatch(set -> set.startsWith("q_")), victim.everSet().toString());
    }

    @Test
    void anAnswerIsGoodOnce() {
        URI answer = answerFor("alice", "corp", "/");
        URI host = URI.create(lab.at("/"));
        Map<String, String> before = Map.copyOf(lab.browser.jar(host));
        assertEquals(303, lab.browser.get(answer).status());
        assertRefused(lab.browser.get(answer), Reason.SIGN_IN_FAILED);
        Browser replayer = lab.browser();
        replayer.jar(host).putAll(before);
        assertRefused(replayer.get(answer), Reason.SIGN_IN_FAILED);
        assertEquals(1, lab.sessions());
    }

    @Test
    void theProvidersErrorIsARefusalThatRepeatsNothingOfIt() {
        Browser.Answer start = lab.browser.get(lab.at("/.postern/sign-in/corp?return=/"));
        String state = start.location().getQuery().replaceAll(".*state=([^&]+).*", "$1");
        Browser.Answer refused = lab.browser.get(lab.at("/.postern/callback/corp?error=access_denied&error_description=%3Cscript%3E%0aevent=forged&state=" + state));
        assertRefused(refused, Reason.SIGN_IN_FAILED);
        assertEquals("the provider answered access_denied", lab.lastRefusal().denial().detail());
        assertFalse(refused.body().contains("script"));
        assertTrue(lab.browser.jar(URI.create(lab.at("/"))).isEmpty(), "the flow's cookie is taken away");
    }

    @Test
    void anErrorWithoutAFlowOfThisBrowserIsRefusedToo() {
        assertRefused(lab.browser.get(lab.at("/.postern/callback/corp?error=%0aevent=forged&state=00000000-0000-0000-0000-000000000000")), Reason.SIGN_IN_FAILED);
        assertRefused(lab.browser.get(lab.at("/.postern/callback/corp")), Reason.SIGN_IN_FAILED);
        assertRefused(lab.browser.get(lab.at("/.postern/callback/corp?code=x&code=y&state=00000000-0000-0000-0000-000000000000")), Reason.SIGN_IN_FAILED);
    }

    @Test
    void aFlowBegunAtOneProviderDoesNotEndAtAnother() {
        URI answer = answerFor("alice", "corp", "/");
        assertRefused(lab.browser.get(answer.toString().replace("/callback/corp", "/callback/partner")), Reason.SIGN_IN_FAILED);
        URI mixed = answerFor("alice", "partner", "/");
        String issuer = Pattern.quote(mixed.getRawQuery().replaceAll(".*iss=([^&]+).*", "$1"));
        assertRefused(lab.browser.get(mixed.toString().replaceAll("iss=" + issuer, "iss=https%3A%2F%2Fevil.test")), Reason.SIGN_IN_FAILED);
        assertEquals(0, lab.sessions());
    }

    @Test
    void twoProvidersVouchForTheirOwnPeople() {
        signIn("alice", "corp", "/");
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body());
        signIn("alice", "partner", "/");
        assertEquals("user:alice@partner finance,staff", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void severalTabsMaySignInAtOnceAndABrowserKeepsFourFlowsAtMost() {
        URI first = answerFor("alice", "corp", "/one");
        for (int i = 0; i < 6; i++) {
            answerFor("alice", "corp", "/tab" + i);
        }
        Map<String, String> jar = lab.browser.jar(URI.create(lab.at("/")));
        assertEquals(4, jar.size(), jar.keySet().toString());
        assertTrue(jar.keySet().stream().allMatch(name -> name.startsWith("__Host-postern-flow-")));
        assertRefused(lab.browser.get(first), Reason.SIGN_IN_FAILED);
        assertEquals(lab.at("/last"), signIn("alice", "corp", "/last").location().toString());
    }

    @Test
    void aFlowGrowsTooOld() {
        URI answer = answerFor("alice", "corp", "/");
        lab.clock.advance(java.time.Duration.ofMinutes(11));
        assertRefused(lab.browser.get(answer), Reason.SIGN_IN_FAILED);
    }

    @Test
    void nobodyIsSentToAnotherHostAfterSigningIn() {
        assertEquals(lab.at("/"), signIn("alice", "corp", "https://evil.test").location().toString());
        assertEquals(lab.at("/"), signIn("alice", "corp", "//evil.test").location().toString());
        assertEquals(lab.at("/"), signIn("alice", "corp", "/%2509/evil.test").location().toString());
        assertEquals(lab.at("/"), signIn("alice", "corp", "/%5Cevil.test").location().toString());
    }

    @Test
    void aReturnPathRewrittenInTheCookieIsJudgedAgain() {
        URI answer = answerFor("alice", "corp", "/x");
        Map<String, String> jar = lab.browser.jar(URI.create(lab.at("/")));
        String evil = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString("//evil.test".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        jar.replaceAll((name, value) -> value.replaceAll("![A-Za-z0-9_-]*!([A-Za-z0-9_.-]+)$", "!" + Matcher.quoteReplacement(evil) + "!$1"));
        assertEquals(lab.at("/"), lab.browser.get(answer).location().toString());
    }

    @Test
    void aSealedFlowThatWasChangedIsRefused() {
        URI answer = answerFor("alice", "corp", "/x");
        lab.browser.jar(URI.create(lab.at("/"))).replaceAll((name, value) -> value.substring(0, value.length() - 4) + "AAAA");
        assertRefused(lab.browser.get(answer), Reason.SIGN_IN_FAILED);
    }

    @Test
    void scriptsFramesAndImagesAreToldToSignInAndBeginNothing() {
        for (String destination : List.of("empty", "image", "iframe", "script")) {
            Browser.Answer answer = lab.browser.send(HttpMethod.GET, URI.create(lab.at("/.postern/sign-in/corp?return=/")), Map.of("Sec-Fetch-Dest", destination));
            assertRefused(answer, Reason.SIGN_IN_REQUIRED);
        }
        assertTrue(lab.browser.everSet().isEmpty());
        assertEquals(303, lab.browser.send(HttpMethod.GET, URI.create(lab.at("/.postern/sign-in/corp?return=/")), Map.of("Sec-Fetch-Dest", "document")).status());
    }

    private void assertRefused(Browser.Answer answer, Reason reason) {
        assertEquals(reason.code(), answer.body(), answer::toString);
        assertEquals(reason.status(), answer.status());
        assertEquals("anonymous ", lab.browser().get(lab.at("/")).body());
    }
}
