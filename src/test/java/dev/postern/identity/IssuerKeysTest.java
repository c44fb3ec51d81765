package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postern.config.InvalidConfigException;
import dev.postern.config.Located;
import dev.postern.config.TokenIssuerConfig;
import dev.postern.exchange.Reason;
import dev.postern.exchange.RefusedException;
import dev.postern.exchange.RequestFacts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** An issuer's JWKS endpoint that is slow, wrong, gone, huge or rotated, on a real socket. */
class IssuerKeysTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final TestClock clock = new TestClock();
    private final TestIssuer idp = new TestIssuer();
    private final JwksServer server = new JwksServer(VERTX);
    private final Authenticator authenticator = Identity.authenticator(
            Identity.config(Identity.SESSIONS, Identity.issuer(server.uri(), "ES256", "RS256")), Identity.parts(VERTX, clock));
    /** Good for two hours, so that only the keys decide. */
    private final RequestFacts request = Requests.bearer(idp.es256(claims -> claims.put("exp", TestClock.START.getEpochSecond() + 7200)));

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private void assertAccepted() {
        assertInstanceOf(Principal.User.class, Await.result(authenticator.identify(request)).principal());
    }

    private void assertRefused(Reason reason) {
        assertEquals(reason, Await.refusal(authenticator.identify(request)).reason());
    }

    @TestFactory
    Stream<DynamicTest> endpointsThatGiveNoKeys() {
        Map<String, Runnable> behaviours = new LinkedHashMap<>();
        behaviours.put("500", () -> server.answering(500, idp.jwks()));
        behaviours.put("a redirect is not followed", () -> server.answering(302, idp.jwks()));
        behaviours.put("not JSON", () -> server.publishing("<html>"));
        behaviours.put("no set", () -> server.publishing("{}"));
        behaviours.put("keys twice", () -> server.publishing("{\"keys\":[]," + idp.jwks().substring(1)));
        behaviours.put("too many keys",
                () -> server.publishing(TestIssuer.set(Stream.generate(() -> new JsonObject()).limit(65).toArray(JsonObject[]::new))));
        behaviours.put("empty", () -> server.publishing(""));
        behaviours.put("cut", server::cutting);
        behaviours.put("huge and without end", () -> server.sendingWithoutEnd(64 * 1024));
        behaviours.put("gone", server::close);
        return behaviours.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> {
            entry.getValue().run();
            assertRefused(Reason.TOKEN_UNVERIFIABLE);
            clock.advance(IssuerKeys.COOLDOWN);
        }));
    }

    @Test
    void aSlowEndpointIsGivenUpAndItsConnectionClosed() throws Exception {
        server.holding();
        try (JwksEndpoint endpoint = new JwksEndpoint(VERTX, server.uri(), Optional.empty(), Duration.ofMillis(200))) {
            Future<Buffer> fetch = endpoint.fetch();
            HttpServerResponse held = server.awaitHeld();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            held.closeHandler(closed::complete);
            assertThrows(CompletionException.class, () -> Await.result(fetch));
            closed.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anEndpointThatDripsIsGivenUp() {
        server.sendingWithoutEnd(1);
        try (JwksEndpoint endpoint = new JwksEndpoint(VERTX, server.uri(), Optional.empty(), Duration.ofMillis(200))) {
            assertThrows(CompletionException.class, () -> Await.result(endpoint.fetch()));
        }
    }

    @Test
    void aFailedFetchIsNotRepeatedForAWhile() {
        server.answering(500, "");
        for (int i = 0; i < 20; i++) {
            assertRefused(Reason.TOKEN_UNVERIFIABLE);
        }
        assertEquals(1, server.requests());
        server.publishing(idp.jwks());
        clock.advance(IssuerKeys.COOLDOWN);
        assertAccepted();
    }

    @Test
    void requestsShareOneFetchAndComeBackOnTheirOwnContext() throws Exception {
        server.holding();
        List<CompletableFuture<Boolean>> back = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Context context = VERTX.getOrCreateContext();
            CompletableFuture<Boolean> same = new CompletableFuture<>();
            back.add(same);
            context.runOnContext(go -> authenticator.identify(request).onComplete(done -> same.complete(done.succeeded() && Vertx.currentContext() == context)));
        }
        HttpServerResponse response = server.awaitHeld();
        CompletableFuture<Void> told = new CompletableFuture<>();
        VERTX.runOnContext(go -> response.end(idp.jwks()).onComplete(sent -> told.complete(null)));
        told.get(10, TimeUnit.SECONDS);
        for (CompletableFuture<Boolean> same : back) {
            assertTrue(same.get(10, TimeUnit.SECONDS));
        }
        assertEquals(1, server.requests());
    }

    @Test
    void aRotatedKeyIsFetchedOnceAndFloodsOfUnknownKeysAreNot() {
        server.publishing(TestIssuer.set(TestIssuer.jwk(idp.rsa, "rsa-1")));
        assertRefused(Reason.TOKEN_INVALID);
        assertEquals(1, server.requests(), "keys fetched a moment ago are not fetched again");
        server.publishing(idp.jwks());
        for (int i = 0; i < 20; i++) {
            assertRefused(Reason.TOKEN_INVALID);
        }
        assertEquals(1, server.requests());
        clock.advance(IssuerKeys.COOLDOWN);
        assertAccepted();
        assertEquals(2, server.requests());
    }

    @Test
    void anUnknownKeyWhileTheEndpointIsGoneIsNotCalledInvalid() {
        server.publishing(TestIssuer.set(TestIssuer.jwk(idp.rsa, "rsa-1")));
        assertRefused(Reason.TOKEN_INVALID);
        server.cutting();
        clock.advance(IssuerKeys.COOLDOWN);
        assertRefused(Reason.TOKEN_UNVERIFIABLE);
    }

    @Test
    void oldKeysServeWhileTheEndpointIsGoneAndNoLongerThanTheirBound() {
        server.publishing(idp.jwks());
        assertAccepted();
        server.close();
        clock.advance(IssuerKeys.FRESH);
        assertAccepted();
        clock.advance(IssuerKeys.STALE.minus(IssuerKeys.FRESH).minusSeconds(1));
        assertAccepted();
        clock.advance(Duration.ofSeconds(1));
        assertRefused(Reason.TOKEN_UNVERIFIABLE);
    }

    @Test
    void aWithdrawnKeyIsFeltAfterTheNextFetchEvenByARememberedToken() throws Exception {
        server.publishing(idp.jwks());
        assertAccepted();
        server.publishing(TestIssuer.set(TestIssuer.jwk(idp.rsa, "rsa-1")));
        clock.advance(IssuerKeys.FRESH);
        assertAccepted();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Optional<Reason> reason = Optional.empty();
        while (reason.isEmpty() && System.nanoTime() < deadline) {
            reason = outcome();
        }
        assertEquals(Optional.of(Reason.TOKEN_INVALID), reason, "the background fetch was under way");
    }

    private Optional<Reason> outcome() {
        try {
            Await.result(authenticator.identify(request));
            return Optional.empty();
        } catch (CompletionException refused) {
            return Optional.of(((RefusedException) refused.getCause()).denial().reason());
        }
    }

    @Test
    void theSameSetFetchedAgainIsTheSameKeys() {
        server.publishing(idp.jwks());
        IssuerKeys keys = new IssuerKeys("corp", new JwksEndpoint(VERTX, server.uri(), Optional.empty(), JwksEndpoint.TIMEOUT), VERTX, clock);
        KeySet first = Await.result(keys.current());
        clock.advance(IssuerKeys.STALE);
        assertSame(first, Await.result(keys.current()));
        assertEquals(2, server.requests());
        keys.close();
    }

    @Test
    void keysThatAreNotForSignaturesAreLeftOut() throws Exception {
        JsonObject ec = TestIssuer.jwk(idp.ec, "ec-1");
        JsonObject rsa = TestIssuer.jwk(idp.rsa, "rsa-1");
        String set = TestIssuer.set(
                ec.copy().put("use", "enc"), ec.copy().put("key_ops", new JsonArray().add("deriveKey")), ec.copy().put("d", "AQ"),
                new JsonObject().put("kty", "oct").put("k", "c2VjcmV0").put("kid", "ec-1"), new JsonObject().put("kty", "unheard-of"),
                        new JsonObject(),
                ec.copy().put("x", "AQ"), rsa.copy().put("n", "AQAB"));
        KeySet keys = KeySet.parse(set.getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), keys.find(Optional.of("ec-1"), SignatureAlgorithm.ES256));
        assertEquals(Optional.empty(), keys.find(Optional.of("rsa-1"), SignatureAlgorithm.RS256), "a short RSA key");
    }

    @Test
    void aKeyIsNeverTriedOutAmongSeveral() throws Exception {
        JsonObject one = TestIssuer.jwk(idp.ec, "one");
        JsonObject two = TestIssuer.jwk(TestIssuer.pair("EC", "secp256r1"), "two");
        KeySet keys = KeySet.parse(TestIssuer.set(one, two).getBytes(StandardCharsets.UTF_8));
        assertTrue(keys.find(Optional.of("one"), SignatureAlgorithm.ES256).isPresent());
        assertFalse(keys.find(Optional.empty(), SignatureAlgorithm.ES256).isPresent());
        assertFalse(keys.find(Optional.of("one"), SignatureAlgorithm.ES384).isPresent());
        KeySet twins = KeySet.parse(TestIssuer.set(one, two.copy().put("kid", "one")).getBytes(StandardCharsets.UTF_8));
        assertFalse(twins.find(Optional.of("one"), SignatureAlgorithm.ES256).isPresent());
        KeySet elsewhere = KeySet.parse(TestIssuer.set(one.copy().put("alg", "ES512")).getBytes(StandardCharsets.UTF_8));
        assertFalse(elsewhere.find(Optional.of("one"), SignatureAlgorithm.ES256).isPresent());
    }

    @TestFactory
    Stream<DynamicTest> configurationsThatAreRefused() {
        URI good = URI.create("https://idp.corp.test/keys");
        Map<String, TokenIssuerConfig> configs = new LinkedHashMap<>();
        configs.put("none", Identity.issuer(good, "ES256", "none"));
        configs.put("HMAC", Identity.issuer(good, "HS256"));
        configs.put("no algorithm", Identity.issuer(good));
        configs.put("an unknown algorithm", Identity.issuer(good, "es256"));
        configs.put("http beyond loopback", Identity.issuer(URI.create("http://idp.corp.test/keys"), "ES256"));
        configs.put("http to a host that looks local", Identity.issuer(URI.create("http://127.0.0.1.evil.test/keys"), "ES256"));
        configs.put("a file", Identity.issuer(URI.create("file:///etc/passwd"), "ES256"));
        configs.put("a password in the URL", Identity.issuer(URI.create("https://a:b@idp.corp.test/keys"), "ES256"));
        TokenIssuerConfig one = Identity.issuer(good, "ES256");
        configs.put("no audience", new TokenIssuerConfig(one.name(), one.issuer(), List.of(), one.jwks(), one.algorithms(), "sub", "groups",
                one.clockSkew(), Optional.empty()));
        configs.put("a long skew", new TokenIssuerConfig(one.name(), one.issuer(), one.audiences(), one.jwks(), one.algorithms(), "sub", "groups",
                Duration.ofMinutes(6), Optional.empty()));
        configs.put("missing trust", new TokenIssuerConfig(one.name(), one.issuer(), one.audiences(), one.jwks(), one.algorithms(), "sub", "groups",
                one.clockSkew(), Optional.of(Located.of(Path.of("/nonexistent/ca.pem")))));
        return configs.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> assertThrows(InvalidConfigException.class,
                () -> Identity.authenticator(Identity.config(Identity.SESSIONS, entry.getValue()), Identity.parts(VERTX, clock)))));
    }

    @Test
    void twoIssuersOfOneNameOrOneIssuerTwiceAreRefused() {
        TokenIssuerConfig one = Identity.issuer(server.uri(), "ES256");
        TokenIssuerConfig sameName = new TokenIssuerConfig(one.name(), Located.of("https://other.test"), one.audiences(), one.jwks(),
                one.algorithms(), "sub", "groups",
                one.clockSkew(), Optional.empty());
        assertThrows(InvalidConfigException.class,
                () -> Identity.authenticator(Identity.config(Identity.SESSIONS, one, sameName), Identity.parts(VERTX, clock)));
        assertThrows(InvalidConfigException.class,
                () -> Identity.authenticator(Identity.config(Identity.SESSIONS, one, one), Identity.parts(VERTX, clock)));
    }
}
