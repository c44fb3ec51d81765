package dev.postern.portal;

import static dev.postern.portal.PortalLab.await;
import static dev.postern.portal.PortalLab.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import dev.postern.exchange.Reason;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider can do wrong, and what comes of it. */
@QuarkusTest
@Tag("quarkus")
final class ProviderTroubleTest {

    @RegisterExtension
    final PortalLab lab = new PortalLab();

    private Browser.Answer start(String provider) {
        return lab.browser.get(lab.at("/.postern/sign-in/" + provider + "?return=/"));
    }

    private URI answer(String user) {
        return lab.browser.get(start("corp").location() + "&login_hint=" + user).location();
    }

    @Test
    void aProviderThatIsGoneIsSaidToBeAndTheOthersWork() {
        await(lab.corp.goAway());
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), start("corp").body());
        assertTrue(lab.browser.everSet().isEmpty(), "no flow is left behind");
        assertEquals(303, start("partner").status());
    }

    @Test
    void aProviderThatComesBackIsUsedAgain() {
        await(lab.corp.goAway());
        assertEquals(503, start("corp").status());
        await(lab.corp.comeBack());
        assertEquals(503, start("corp").status(), "not asked again at once");
        lab.clock.advance(Duration.ofSeconds(3));
        assertEquals(303, start("corp").status());
    }

    @Test
    void aProviderThatGoesWhileAPersonIsThereIsUnavailable() {
        URI answer = answer("alice");
        await(lab.corp.goAway());
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), lab.browser.get(answer).body());
        assertEquals(0, lab.sessions());
    }

    @Test
    void aProviderThatNeverAnswersDoesNotHoldAPersonForLong() {
        lab.corp.slow(Duration.ofMinutes(1));
        long before = System.nanoTime();
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), start("corp").body());
        assertTrue(Duration.ofNanos(System.nanoTime() - before).compareTo(Duration.ofSeconds(30)) < 0, "8 s, and slack for a busy machine; the provider takes a minute");
    }

    @Test
    void aProviderThatFallsSilentAtTheTokenRequestIsUnavailable() {
        URI answer = answer("alice");
        lab.corp.slow(Duration.ofMinutes(1));
        assertEquals(Reason.SIGN_IN_UNAVAILABLE.code(), lab.browser.get(answer).body());
    }

    @Test
    void aCrowdAtAProviderThatNobodyHasReachedYetCostsOneAttempt() {
        lab.corp.slow(Duration.ofMillis(500));
        assertTrue(crowd(12).stream().allMatch(status -> status == 303));
        assertEquals(1, lab.corp.asked("/.well-known/openid-configuration"));
    }

    @Test
    void aCrowdAtAProviderThatIsGoneIsRefusedWhole() {
        await(lab.corp.goAway());
        assertTrue(crowd(12).stream().allMatch(status -> status == 503));
    }

    private List<Integer> crowd(int size) {
        List<Browser> browsers = Stream.generate(lab::browser).limit(size).toList();
        return await(Future.all(browsers.stream()
                .map(one -> lab.vertx.executeBlocking(() -> one.get(lab.at("/.postern/sign-in/corp?return=/")).status(), false)).toList())).list();
    }

    @Test
    void aProviderIsAskedAnewForEndpointsAndKeysNowAndThen() {
        lab.browser.get(answer("alice"));
        assertEquals(1, lab.corp.asked("/.well-known/openid-configuration"));
        lab.clock.advance(Duration.ofMinutes(9));
        start("corp");
        assertEquals(1, lab.corp.asked("/.well-known/openid-configuration"));
        lab.clock.advance(Duration.ofMinutes(52));
        start("corp");
        assertEquals(2, lab.corp.asked("/.well-known/openid-configuration"));
        assertEquals(303, lab.browser.get(answer("bob")).status());
    }

    @Test
    void keysThatWereRotatedAreFetchedAnew() {
        lab.browser.get(answer("alice"));
        lab.corp.rotateKeys();
        assertEquals(303, lab.browser.get(answer("bob")).status());
        assertEquals("user:bob@corp staff", lab.browser.get(lab.at("/")).body());
    }

    static Stream<Map.Entry<String, UnaryOperator<JwtClaims>>> lies() {
        return Stream.of(
                lie("another issuer", claims -> claims.setIssuer("https://evil.test")),
                lie("no issuer", claims -> claims.unsetClaim("iss")),
                lie("another audience", claims -> claims.setAudience("another-client")),
                lie("no audience", claims -> claims.unsetClaim("aud")),
                lie("several audiences, and the party is another", claims -> {
                    claims.setAudience("postern", "another-client");
                    claims.setStringClaim("azp", "another-client");
                }),
                lie("several audiences, and no party", claims -> claims.setAudience("postern", "another-client")),
                lie("another nonce", claims -> claims.setStringClaim("nonce", "0")),
                lie("no nonce", claims -> claims.unsetClaim("nonce")),
                lie("expired", claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_000_000))),
                lie("no expiry", claims -> claims.unsetClaim("exp")),
                lie("not yet valid", claims -> claims.setNotBefore(NumericDate.fromSeconds(99_999_999_999L))),
                lie("no issue time", claims -> claims.unsetClaim("iat")),
                lie("no subject", claims -> claims.unsetClaim("sub")),
                lie("a name that forges a log line", claims -> claims.setStringClaim("preferred_username", "alice\nevent=forged")),
                lie("several names", claims -> claims.setStringListClaim("preferred_username", "alice", "root")),
                lie("more groups than anybody has", claims -> claims.setStringListClaim("groups", Stream.iterate(0, i -> i + 1).limit(2001).map(i -> "g" + i).toList())));
    }

    private static Map.Entry<String, UnaryOperator<JwtClaims>> lie(String name, java.util.function.Consumer<JwtClaims> change) {
        return Map.entry(name, claims -> {
            change.accept(claims);
            return claims;
        });
    }

    @ParameterizedTest
    @MethodSource("lies")
    void anIdTokenThatDoesNotSayWhatItMustSignsNobodyIn(Map.Entry<String, UnaryOperator<JwtClaims>> lie) {
        lab.corp.changeIdClaims(lie.getValue());
        assertEquals(Reason.SIGN_IN_FAILED.code(), lab.browser.get(answer("alice")).body(), lie.getKey());
        assertEquals(0, lab.sessions());
    }

    @Test
    void anIdTokenThatTheProviderDidNotSignSignsNobodyIn() {
        List<UnaryOperator<String>> forgeries = List.of(
                token -> token.substring(0, token.length() - 6) + "AAAAAA",
                token -> encoded("{\"alg\":\"none\"}") + '.' + token.split("\\.")[1] + '.',
                token -> encoded("{\"alg\":\"HS256\",\"kid\":\"x\"}") + '.' + token.split("\\.")[1] + '.' + encoded("0"),
                token -> token.split("\\.")[0] + '.' + encoded("{\"iss\":\"x\"}") + '.' + token.split("\\.")[2],
                token -> "not a token",
                token -> "");
        for (UnaryOperator<String> forgery : forgeries) {
            lab.corp.changeIdToken(forgery);
            assertEquals(Reason.SIGN_IN_FAILED.code(), lab.browser.get(answer("alice")).body(), forgery.apply("a.b.ccccccccc"));
        }
        assertEquals(0, lab.sessions());
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void groupsThatTheIdTokenLacksComeFromUserInfo() {
        lab.corp.changeIdClaims(claims -> {
            claims.unsetClaim("groups");
            claims.unsetClaim("preferred_username");
            return claims;
        });
        assertEquals(303, lab.browser.get(answer("alice")).status());
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void userInfoAboutSomebodyElseSignsNobodyIn() {
        lab.corp.changeIdClaims(claims -> {
            claims.unsetClaim("groups");
            claims.setSubject("somebody-else");
            return claims;
        });
        assertEquals(Reason.SIGN_IN_FAILED.code(), lab.browser.get(answer("alice")).body());
    }

    @Test
    void aSessionIsRenewedAtTheProviderBeforeItsTokensExpireAndSeesNewGroups() {
        lab.browser.get(answer("alice"));
        lab.corp.changeIdClaims(claims -> {
            claims.setStringListClaim("groups", "auditors");
            return claims;
        });
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("user:alice@corp auditors", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void aSessionThatTheProviderDoesNotRenewEnds() {
        lab.browser.get(answer("alice"));
        lab.corp.endAllLogins();
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("anonymous ", lab.browser.get(lab.at("/")).body());
        assertEquals(List.of("alice REFRESH_REFUSED"), lab.ended);
    }

    @Test
    void aRenewalForAnotherSubjectEndsTheSession() {
        lab.browser.get(answer("alice"));
        lab.corp.changeIdClaims(claims -> {
            claims.setSubject("somebody-else");
            return claims;
        });
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("anonymous ", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void aRenewalWithAForgedIdTokenEndsTheSession() {
        lab.browser.get(answer("alice"));
        lab.corp.changeIdToken(token -> token.substring(0, token.length() - 6) + "AAAAAA");
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("anonymous ", lab.browser.get(lab.at("/")).body());
    }

    /** The provider takes each refresh token once: the new one must not be lost with what could not be asked after it. */
    @Test
    void aSessionOutlivesARenewalWhoseUserInfoDoesNotCome() {
        lab.corp.changeIdClaims(claims -> {
            claims.unsetClaim("groups");
            return claims;
        });
        lab.browser.get(answer("alice"));
        lab.corp.changeIdClaims(claims -> {
            claims.unsetClaim("groups");
            lab.corp.slow(Duration.ofSeconds(20));
            return claims;
        });
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body(), "as it was known");
        lab.corp.changeIdClaims(claims -> {
            claims.setStringListClaim("groups", "auditors");
            return claims;
        });
        lab.corp.slow(Duration.ZERO);
        lab.clock.advance(Duration.ofSeconds(11));
        assertEquals("user:alice@corp auditors", lab.browser.get(lab.at("/")).body());
        assertEquals(List.of(), lab.ended);
    }

    @Test
    void aSessionGoesOnForABoundedTimeWhenItsProviderIsGone() {
        lab.browser.get(answer("alice"));
        await(lab.corp.goAway());
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("user:alice@corp finance,staff", lab.browser.get(lab.at("/")).body());
        lab.clock.advance(Duration.ofMinutes(6));
        assertEquals("anonymous ", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void aChangedProviderIsUsedAsItIsNowAndOldSessionsAreRenewedThere() {
        lab.browser.get(answer("alice"));
        lab.configure(DeviceBinding.NONE, provider("corp", lab.corp.issuer(), "realm.groups"));
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("user:alice@corp ", lab.browser.get(lab.at("/")).body(), "renewed under the new groups claim");
        assertEquals(303, lab.browser.get(answer("alice")).status());
        lab.configure(DeviceBinding.NONE, provider("corp", lab.partner.issuer()));
        assertTrue(start("corp").location().toString().startsWith(lab.partner.issuer()));
    }

    @Test
    void aProviderThatIsConfiguredNoMoreSignsNobodyInAndItsSessionsEndWithTheirTokens() {
        lab.browser.get(answer("alice"));
        lab.configure(DeviceBinding.NONE, provider("partner", lab.partner.issuer()));
        assertEquals(Reason.ROUTE_NOT_FOUND.code(), start("corp").body());
        lab.clock.advance(Duration.ofSeconds(301));
        assertEquals("anonymous ", lab.browser.get(lab.at("/")).body());
    }

    @Test
    void aSignInUnderWaySurvivesAReloadThatDoesNotTouchItsProvider() {
        URI answer = answer("alice");
        lab.configure(DeviceBinding.NONE, provider("corp", lab.corp.issuer()));
        assertEquals(303, lab.browser.get(answer).status());
    }

    @Test
    void whereSessionsNeedADeviceNobodyBeginsOneWithout() {
        lab.configure(DeviceBinding.REQUIRED, provider("corp", lab.corp.issuer()));
        assertEquals(Reason.DEVICE_REQUIRED.code(), lab.browser.get(answer("alice")).body());
        assertEquals(0, lab.sessions());
    }
}
