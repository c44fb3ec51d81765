package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.postern.config.IdentityConfig;
import dev.postern.config.Problems;
import dev.postern.exchange.Reason;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reload does to the keys of token issuers: nothing, where the issuer is the same. */
class ReloadedKeysTest {

    private static final TestIssuer IDP = new TestIssuer();

    private final Vertx vertx = Vertx.vertx();
    private final TestClock clock = new TestClock();
    private final JwksServer server = new JwksServer(vertx).publishing(IDP.jwks());
    private final Authenticator first = Identity.authenticator(config(server), Identity.parts(vertx, clock));

    @AfterEach
    void stop() {
        Await.result(vertx.close());
    }

    private static IdentityConfig config(JwksServer at) {
        return Identity.config(Identity.SESSIONS, Identity.issuer(at.uri(), "ES256"));
    }

    private static Credential credential(Authenticator authenticator) {
        return Await.result(authenticator.identify(Requests.bearer(IDP.es256(claims -> {})))).credential();
    }

    private Authenticator next(IdentityConfig config) {
        Problems problems = new Problems();
        Authenticator next = first.next(config, Identity.parts(vertx, clock), problems);
        problems.throwIfAny();
        return next;
    }

    /** Otherwise every reload while an issuer is away would lock out everybody with a token. */
    @Test
    void knownKeysOutliveAReloadWhileTheIssuerIsAway() {
        assertEquals(Credential.BEARER, credential(first));
        server.answering(503, "");
        Authenticator second = next(config(server));
        first.retire(second);
        assertEquals(Credential.BEARER, credential(second));
    }

    @Test
    void aReloadThatFailsLeavesThemToTheOneBefore() throws InterruptedException {
        assertEquals(Credential.BEARER, credential(first));
        next(config(server)).retire(first);
        clock.advance(IssuerKeys.FRESH.plusSeconds(1));
        server.holding();
        first.warm();
        server.awaitHeld().end(IDP.jwks()); // its client is still open
    }

    /** Keys belong to the place they came from. */
    @Test
    void anotherPlaceIsAskedAnew() {
        assertEquals(Credential.BEARER, credential(first));
        JwksServer other = new JwksServer(vertx).publishing(new TestIssuer().jwks());
        Authenticator second = next(config(other));
        first.retire(second);
        assertEquals(Reason.TOKEN_INVALID, Await.refusal(second.identify(Requests.bearer(IDP.es256(claims -> {})))).reason());
    }
}
