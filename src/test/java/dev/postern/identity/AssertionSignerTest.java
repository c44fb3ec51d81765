package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IdentityConfig.AssertionConfig;
import dev.postern.config.InvalidConfigException;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.exchange.Reason;
import dev.postern.pki.SpiffeId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assertions as an upstream sees them: verified with nothing but the published JWK Set. */
class AssertionSignerTest {

    private static final String ISSUER = "https://access.corp.test";
    private static final AssertedDevice LAPTOP = new AssertedDevice("enrolled", "laptop-17", "corp-devices");

    @TempDir
    private Path files;

    private final TestClock clock = new TestClock();
    private final Principal.User alice = user("alice", Set.of("staff", "finance"), new JsonObject().put("email", "alice@corp.test"));

    private static Principal.User user(String name, Set<String> groups, JsonObject claims) {
        return new Principal.User(name, "corp", groups, new Claims(claims));
    }

    private AssertionSigner signer(Optional<Path> key, Optional<AssertionSigner> before) {
        Problems problems = new Problems();
        AssertionSigner signer = AssertionSigner.compile(new AssertionConfig(ISSUER, key.map(Located::of), Duration.ofSeconds(60)), before, clock,
                problems);
        problems.throwIfAny();
        return signer;
    }

    private AssertionSigner signer() {
        return signer(Optional.empty(), Optional.empty());
    }

    private JwtClaims verified(String assertion, String jwks, String audience) throws Exception {
        JwtConsumer upstream = new JwtConsumerBuilder().setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                .setExpectedIssuer(true, ISSUER).setExpectedAudience(true, audience).setRequireExpirationTime().setRequireSubject()
                .setExpectedType(true, "postern-assertion+jwt").setEvaluationTime(NumericDate.fromSeconds(clock.instant().getEpochSecond())).build();
        return upstream.processToClaims(assertion);
    }

    @Test
    void anUpstreamVerifiesWhoAsks() throws Exception {
        AssertionSigner signer = signer();
        JwtClaims claims = verified(signer.assertion(alice, LAPTOP, "ledger").orElseThrow().toString(), signer.jwks(), "ledger");
        assertEquals("alice@corp", claims.getSubject());
        assertEquals("alice", claims.getStringClaimValue("preferred_username"));
        assertEquals("corp", claims.getStringClaimValue("provider"));
        assertEquals("alice@corp.test", claims.getStringClaimValue("email"));
        assertEquals(List.of("finance", "staff"), claims.getStringListClaimValue("groups"));
        assertEquals("{state=enrolled, id=laptop-17, authority=corp-devices}", claims.getClaimValue("device").toString());
        assertEquals(clock.instant().getEpochSecond() + 60, claims.getExpirationTime().getValue());
        assertThrows(InvalidJwtException.class, () -> verified(signer.assertion(alice, LAPTOP, "ledger").orElseThrow().toString(), signer.jwks(), "payroll"));
    }

    @Test
    void aWorkloadIsAssertedByItsSpiffeIdAndNobodyNotAtAll() throws Exception {
        AssertionSigner signer = signer();
        Principal workload = new Principal.Workload(SpiffeId.parse("spiffe://corp.test/ns/a/sa/b"));
        assertEquals("spiffe://corp.test/ns/a/sa/b", verified(signer.assertion(workload, AssertedDevice.none(), "x").orElseThrow().toString(), signer.jwks(),
                "x").getSubject());
        assertEquals(Optional.empty(), signer.assertion(new Principal.Anonymous(), LAPTOP, "x"));
    }

    @Test
    void anUnverifiedAddressIsNotAsserted() throws Exception {
        AssertionSigner signer = signer();
        Principal.User mallory = user("mallory", Set.of(), new JsonObject().put("email", "ceo@corp.test").put("email_verified", false));
        assertFalse(verified(signer.assertion(mallory, LAPTOP, "x").orElseThrow().toString(), signer.jwks(), "x").hasClaim("email"));
    }

    @Test
    void anAssertionIsUsedAgainForHalfOfItsLifetimeAndForNobodyElse() {
        AssertionSigner signer = signer();
        String first = signer.assertion(alice, LAPTOP, "ledger").orElseThrow().toString();
        assertEquals(first, signer.assertion(alice, LAPTOP, "ledger").orElseThrow().toString());
        assertNotEquals(first, signer.assertion(alice, LAPTOP, "payroll").orElseThrow().toString());
        assertNotEquals(first, signer.assertion(alice, AssertedDevice.none(), "ledger").orElseThrow().toString());
        assertNotEquals(first, signer.assertion(user("alice", Set.of("staff"), new JsonObject()), LAPTOP, "ledger").orElseThrow().toString(), "other groups");
        clock.advance(Duration.ofSeconds(29));
        assertEquals(first, signer.assertion(alice, LAPTOP, "ledger").orElseThrow().toString());
        clock.advance(Duration.ofSeconds(1));
        assertNotEquals(first, signer.assertion(alice, LAPTOP, "ledger").orElseThrow().toString());
    }

    @Test
    void tooManyGroupsAreLeftOutWhole() throws Exception {
        AssertionSigner signer = signer();
        Set<String> groups = IntStream.range(0, 1000).mapToObj(i -> "group-" + i).collect(Collectors.toSet());
        String assertion = signer.assertion(user("alice", groups, new JsonObject()), LAPTOP, "x").orElseThrow().toString();
        JwtClaims claims = verified(assertion, signer.jwks(), "x");
        assertFalse(claims.hasClaim("groups"));
        assertEquals(true, claims.getClaimValue("groups_omitted"));
        assertTrue(assertion.length() < 2048);
    }

    @Test
    void thePublishedSetHoldsNoPrivatePart() {
        JsonArray keys = new JsonObject(signer().jwks()).getJsonArray("keys");
        assertEquals(Set.of("kty", "kid", "use", "alg", "crv", "x", "y"), keys.getJsonObject(0).fieldNames());
    }

    @Test
    void aReplacedKeyStaysPublishedAndAKeptOneIsKept() throws Exception {
        Path one = pem("one.pem");
        AssertionSigner first = signer(Optional.of(one), Optional.empty());
        String old = first.assertion(alice, LAPTOP, "x").orElseThrow().toString();
        AssertionSigner second = signer(Optional.of(pem("two.pem")), Optional.of(first));
        assertEquals("alice@corp", verified(old, second.jwks(), "x").getSubject());
        assertEquals("alice@corp", verified(second.assertion(alice, LAPTOP, "x").orElseThrow().toString(), second.jwks(), "x").getSubject());
        AssertionSigner third = signer(Optional.of(files.resolve("two.pem")), Optional.of(second));
        assertEquals(second.jwks(), third.jwks(), "a reload that changes nothing forgets nothing");
        AssertionSigner generated = signer();
        assertEquals(generated.jwks(), signer(Optional.empty(), Optional.of(generated)).jwks());
    }

    private Path pem(String name) throws IOException {
        KeyPair pair = TestIssuer.pair("EC", "secp256r1");
        return Files.writeString(files.resolve(name), "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void keysThatCannotSignAreToldByPlaceAndNotByContent() throws IOException {
        KeyPair other = TestIssuer.pair("EC", "secp384r1");
        String secret = Base64.getMimeEncoder().encodeToString(other.getPrivate().getEncoded());
        for (String text : List.of("", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n")) {
            Path file = Files.write(files.resolve("bad.pem"), text.getBytes(StandardCharsets.US_ASCII));
            InvalidConfigException refused = assertThrows(InvalidConfigException.class, () -> signer(Optional.of(file), Optional.empty()));
            assertFalse(refused.getMessage().contains(secret.substring(20, 40)));
        }
        assertThrows(InvalidConfigException.class, () -> signer(Optional.of(files.resolve("missing.pem")), Optional.empty()));
    }

    @Test
    void anAssertionIsNoBearerTokenEvenOfAConfiguredIssuer() {
        Vertx vertx = Vertx.vertx();
        try (JwksServer server = new JwksServer(vertx)) {
            Problems problems = new Problems();
            AssertionSigner signer = AssertionSigner.compile(new AssertionConfig(TestIssuer.ISSUER, Optional.empty(), Duration.ofSeconds(60)),
                    Optional.empty(), clock, problems);
            server.publishing(signer.jwks());
            Authenticator authenticator = Identity.authenticator(Identity.config(Identity.SESSIONS, Identity.issuer(server.uri(), "ES256")),
                    Identity.parts(vertx, clock));
            String assertion = signer.assertion(alice, LAPTOP, TestIssuer.AUDIENCE).orElseThrow().toString();
            assertEquals(Reason.TOKEN_INVALID, Await.refusal(authenticator.identify(Requests.bearer(assertion))).reason());
        } finally {
            Await.result(vertx.close());
        }
    }
}
