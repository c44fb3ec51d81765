package dev.postern.portal;

import static dev.postern.portal.PortalLab.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IdentityConfig.SessionsConfig.DeviceBinding;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider ends exactly the sessions it names, and nobody else ends any. */
@QuarkusTest
@Tag("quarkus")
final class BackchannelLogoutTest {

    @RegisterExtension
    final PortalLab lab = new PortalLab();

    private HttpClient client;
    private final AtomicReference<JwtClaims> alice = new AtomicReference<>();

    @BeforeEach
    void twoPeopleAreSignedIn() {
        client = lab.vertx.createHttpClient(new HttpClientOptions().setSsl(true).setTrustAll(true).setVerifyHost(false));
        signIn("alice", "corp");
        signIn("alice", "partner");
        lab.corp.changeIdClaims(claims -> claims);
        signIn("bob", "corp");
        assertEquals(3, lab.sessions());
    }

    @AfterEach
    void close() {
        await(client.close());
    }

    private void signIn(String user, String provider) {
        if (user.equals("alice") && provider.equals("corp")) {
            lab.corp.changeIdClaims(claims -> {
                alice.set(claims);
                return claims;
            });
        }
        Browser browser = lab.browser();
        Browser.Answer start = browser.get(lab.at("/.postern/sign-in/" + provider + "?return=/"));
        assertEquals(303, browser.get(browser.get(start.location() + "&login_hint=" + user).location()).status());
    }

    private String token(Consumer<JwtClaims> change) {
        return lab.corp.logoutToken(claims -> {
            claims.setClaim("sub", alice.get().getClaimValue("sub"));
            change.accept(claims);
            return claims;
        });
    }

    private int post(String provider, String body, String type) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(lab.at("/.postern/backchannel-logout/" + provider))
                .setServer(SocketAddress.inetSocketAddress(URI.create(lab.at("/")).getPort(), "127.0.0.1")).putHeader("content-type", type);
        return await(client.request(options).compose(request -> request.send(Buffer.buffer(body)))
                .compose(answer -> {
                    assertTrue(answer.statusCode() > 400 || "no-store".equals(answer.getHeader("cache-control")));
                    return Future.succeededFuture(answer.statusCode());
                }));
    }

    private int post(String token) {
        return post("corp", "logout_token=" + token, "application/x-www-form-urlencoded");
    }

    private void refused(String token, String why) {
        assertEquals(400, post(token), why);
        assertTrue(lab.notes.getLast().contains(why), lab.notes.getLast());
        assertEquals(3, lab.sessions(), why);
        assertEquals(0, lab.paidBack.get(), "what is refused is paid for");
    }

    @Test
    void aSubjectIsSignedOutAtThatProviderAlone() {
        assertEquals(200, post(token(claims -> { })));
        assertEquals(2, lab.sessions());
        assertEquals("alice PROVIDER_SIGNED_OUT", lab.ended.getLast());
        assertEquals("back-channel logout by " + lab.corp.issuer() + ": 1 session ended", lab.notes.getLast());
        assertEquals(1, lab.paidBack.get());
    }

    @Test
    void aSessionIsEndedAndNotTheSubjectsOthers() {
        Object sid = alice.get().getClaimValue("sid");
        signInAgain();
        assertEquals(200, post(token(claims -> claims.setClaim("sid", sid))));
        assertEquals(3, lab.sessions());
    }

    /** On which of the provider's sessions it rests nobody knows: it may be this one. */
    @Test
    void aSessionOfTheSubjectThatRestsOnNoKnownOneIsEndedToo() {
        Object sid = alice.get().getClaimValue("sid");
        lab.corp.changeIdClaims(claims -> {
            claims.unsetClaim("sid");
            return claims;
        });
        signInAgain();
        assertEquals(200, post(token(claims -> claims.setClaim("sid", sid))));
        assertEquals(2, lab.sessions());
    }

    private void signInAgain() {
        Browser browser = lab.browser();
        Browser.Answer start = browser.get(lab.at("/.postern/sign-in/corp?return=/"));
        browser.get(browser.get(start.location() + "&login_hint=alice").location());
        assertEquals(4, lab.sessions());
    }

    @Test
    void aTokenIsUsedOnce() {
        String token = token(claims -> { });
        assertEquals(200, post(token));
        assertEquals(400, post(token));
        assertTrue(lab.notes.getLast().contains("used"));
    }

    @Test
    void whatIsNoLogoutTokenEndsNothing() {
        long now = lab.clock.instant().getEpochSecond();
        refused(token(claims -> claims.setClaim("nonce", "n")), "nonce");
        refused(token(claims -> claims.unsetClaim("events")), "announces no logout");
        refused(token(claims -> claims.setClaim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", "yes"))), "announces no logout");
        refused(token(claims -> claims.unsetClaim("sub")), "neither sub nor sid");
        refused(token(claims -> claims.unsetClaim("jti")), "jti");
        refused(token(claims -> claims.setAudience("other")), "audience");
        refused(token(claims -> claims.setIssuer("https://elsewhere.test")), "somebody else");
        refused(token(claims -> claims.setExpirationTime(NumericDate.fromSeconds(now - 60))), "expired");
        refused(token(claims -> claims.unsetClaim("exp")), "exp");
        refused(token(claims -> claims.setIssuedAt(NumericDate.fromSeconds(now - 180))), "too long ago");
        refused(token(claims -> claims.setIssuedAt(NumericDate.fromSeconds(now + 120))), "not valid before");
        refused(token(claims -> claims.unsetClaim("iat")), "iat");
        refused(lab.partner.logoutToken(claims -> claims), "somebody else");
        refused(lab.partner.logoutToken(claims -> {
            claims.setIssuer(lab.corp.issuer());
            claims.setSubject("alice");
            return claims;
        }), "no such key");
    }

    @Test
    void signaturesThatProveNothingEndNothing() throws Exception {
        String[] good = token(claims -> { }).split("\\.");
        refused(base64("{\"alg\":\"none\"}") + '.' + good[1] + '.', "three parts");
        refused(base64("{\"alg\":\"none\"}") + '.' + good[1] + '.' + good[2], "algorithm");
        String input = base64(new JsonObject().put("alg", "HS256").encode()) + '.' + good[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("the published key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        refused(input + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(input.getBytes(StandardCharsets.UTF_8))), "algorithm");
        refused(good[0] + '.' + good[1] + '.' + base64("x".repeat(64)), "signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void onlyAFormWithOneTokenIsRead() {
        String token = token(claims -> { });
        String form = "application/x-www-form-urlencoded";
        assertEquals(400, post("corp", "logout_token=" + token + "&a=b", form));
        assertEquals(400, post("corp", "logout_token=" + token + "&logout_token=" + token, form));
        assertEquals(400, post("corp", "logout_token=" + token, "text/plain"));
        assertEquals(400, post("corp", "logout_token=" + "a".repeat(17_000), form));
        assertEquals(404, post("nobody", "logout_token=" + token, form));
        assertEquals(405, lab.browser().get(lab.at("/.postern/backchannel-logout/corp")).status());
        assertEquals(3, lab.sessions());
    }

    @Test
    void whatCannotBeAskedIs503AndEndsNothing() {
        lab.usedGone.set(true);
        assertEquals(503, post(token(claims -> { })));
        lab.usedGone.set(false);
        lab.configure(DeviceBinding.NONE, PortalLab.provider("fresh", lab.corp.issuer()));
        String token = token(claims -> { });
        await(lab.corp.goAway());
        assertEquals(503, post("fresh", "logout_token=" + token, "application/x-www-form-urlencoded"), "its keys cannot be had");
        assertEquals(3, lab.sessions());
    }

    @Test
    void whatCouldNotBeEndedIsEndedWhenTheProviderRepeatsItself() {
        String token = token(claims -> { });
        lab.storeGone.set(true);
        assertEquals(503, post(token));
        lab.storeGone.set(false);
        assertEquals(3, lab.sessions());
        assertEquals(200, post(token));
        assertEquals(2, lab.sessions());
        assertEquals(400, post(token), "now it is used");
    }
}
