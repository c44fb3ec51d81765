package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.pki.Thumbprint;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwe.JsonWebEncryption;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bearer tokens, above all those an attacker sends, against a real JWKS endpoint. */
class BearerTokenTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final TestIssuer IDP = new TestIssuer();
    private static JwksServer server;

    private final TestClock clock = new TestClock();
    private Authenticator authenticator;

    @BeforeAll
    static void start() {
        server = new JwksServer(VERTX).publishing(IDP.jwks());
    }

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @BeforeEach
    void build() {
        authenticator = Identity.authenticator(Identity.config(Identity.SESSIONS, Identity.issuer(server.uri(), "ES256", "RS256", "PS256")),
                Identity.parts(VERTX, clock));
    }

    private Identification identify(String token) {
        return Await.result(authenticator.identify(Requests.bearer(token)));
    }

    private Denial refusal(String token) {
        return Await.refusal(authenticator.identify(Requests.bearer(token)));
    }

    @Test
    void aGoodTokenNamesItsUser() {
        Identification identification = identify(IDP.es256(claims -> {}));
        Principal.User user = assertInstanceOf(Principal.User.class, identification.principal());
        assertEquals("alice", user.name());
        assertEquals("corp", user.provider());
        assertEquals(Set.of("finance", "staff"), user.groups());
        assertEquals(Credential.BEARER, identification.credential());
    }

    @TestFactory
    Stream<DynamicTest> accepted() {
        long now = TestClock.START.getEpochSecond();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("RS256", IDP.rs256(claims -> {}));
        tokens.put("PS256", TestIssuer.sign(TestIssuer.header("PS256", "rsa-1"), TestIssuer.claims().encode(), IDP.rsa.getPrivate()));
        tokens.put("audience in a list", IDP.es256(claims -> claims.put("aud", new JsonArray().add("other").add("second"))));
        tokens.put("typ at+jwt", IDP.header(header -> header.put("typ", "at+jwt")));
        tokens.put("typ application/AT+JWT", IDP.header(header -> header.put("typ", "application/AT+JWT")));
        tokens.put("no kid, one key that fits", IDP.header(header -> header.remove("kid")));
        tokens.put("expired within the skew", IDP.es256(claims -> claims.put("iat", now - 600).put("exp", now - 29)));
        tokens.put("not yet valid within the skew", IDP.es256(claims -> claims.put("nbf", now + 29)));
        tokens.put("fractional seconds", IDP.es256(claims -> claims.put("exp", now + 60.5)));
        return tokens.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> assertInstanceOf(Principal.User.class,
                identify(entry.getValue()).principal())));
    }

    @TestFactory
    Stream<DynamicTest> refused() throws Exception {
        long now = TestClock.START.getEpochSecond();
        KeyPair attacker = TestIssuer.pair("EC", "secp256r1");
        KeyPair attackerRsa = TestIssuer.pair("RSA", "");
        String good = IDP.es256(claims -> {});
        String[] parts = good.split("\\.");
        Map<String, String> tokens = new LinkedHashMap<>();

        // No signature, in every spelling.
        for (String none : List.of("none", "None", "NONE", "nOnE", "", " none", "none ", "nоne")) {
            String head = TestIssuer.base64(new JsonObject().put("alg", none).put("kid", "ec-1").encode());
            tokens.put("alg '" + none + "' without a signature", head + '.' + parts[1] + '.');
            tokens.put("alg '" + none + "' with somebody's signature", head + '.' + parts[1] + '.' + parts[2]);
        }
        tokens.put("no alg", TestIssuer.base64("{\"kid\":\"ec-1\"}") + '.' + parts[1] + '.' + parts[2]);
        tokens.put("alg a list", TestIssuer.base64("{\"alg\":[\"ES256\"],\"kid\":\"ec-1\"}") + '.' + parts[1] + '.' + parts[2]);
        tokens.put("signature cut off", parts[0] + '.' + parts[1] + '.');
        tokens.put("signature left out", parts[0] + '.' + parts[1]);
        tokens.put("signature of zeros (CVE-2022-21449)",
                parts[0] + '.' + parts[1] + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]));

        // Confusion of algorithms and keys.
        for (String hmac : List.of("HS256", "HS384", "HS512")) {
            for (byte[] secret : List.of(IDP.rsa.getPublic().getEncoded(), pem(IDP.rsa), IDP.jwks().getBytes(StandardCharsets.UTF_8), new byte[64])) {
                tokens.put(hmac + " with a public key as secret, " + secret.length + " octets",
                        TestIssuer.sign(TestIssuer.header(hmac, "rsa-1"), TestIssuer.claims().encode(), new SecretKeySpec(secret, "HMAC")));
            }
        }
        tokens.put("an algorithm that is not allowed", TestIssuer.sign(TestIssuer.header("RS512", "rsa-1"), TestIssuer.claims().encode(),
                IDP.rsa.getPrivate()));
        tokens.put("ES256 with the kid of the RSA key", TestIssuer.sign(TestIssuer.header("ES256", "rsa-1"), TestIssuer.claims().encode(),
                IDP.ec.getPrivate()));
        tokens.put("RS256 with the kid of the EC key", TestIssuer.sign(TestIssuer.header("RS256", "ec-1"), TestIssuer.claims().encode(),
                IDP.rsa.getPrivate()));
        tokens.put("alg in lower case", IDP.signRaw("{\"alg\":\"es256\",\"kid\":\"ec-1\"}", TestIssuer.claims().encode()));

        // Keys the token brings itself.
        tokens.put("another key", TestIssuer.sign(TestIssuer.header("ES256", "ec-1"), TestIssuer.claims().encode(), attacker.getPrivate()));
        tokens.put("embedded jwk", TestIssuer.sign(TestIssuer.header("ES256", "ec-1").put("jwk", TestIssuer.jwk(attacker, "ec-1").getMap()),
                TestIssuer.claims().encode(), attacker.getPrivate()));
        tokens.put("embedded jwk, no kid", TestIssuer.sign(new JsonObject().put("alg", "RS256").put("jwk", TestIssuer.jwk(attackerRsa, "x").getMap()),
                TestIssuer.claims().encode(), attackerRsa.getPrivate()));
        tokens.put("jku and x5u", TestIssuer.sign(TestIssuer.header("ES256", "evil").put("jku", server.uri() + "?evil").put("x5u",
                server.uri().toString()),
                TestIssuer.claims().encode(), attacker.getPrivate()));
        for (String kid : List.of("../../../../dev/null", "ec-1' OR '1'='1", "ec-1\u0000", "|id", "http://127.0.0.1:1/", "x".repeat(257))) {
            tokens.put("kid " + kid.substring(0, Math.min(20, kid.length())).replace('\u0000', '0'),
                    TestIssuer.sign(TestIssuer.header("ES256", kid), TestIssuer.claims().encode(), attacker.getPrivate()));
        }
        tokens.put("kid a number", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":1}", TestIssuer.claims().encode()));

        // For somebody else, from somebody else, at another time.
        tokens.put("another audience", IDP.es256(claims -> claims.put("aud", "https://other.corp.test")));
        tokens.put("no audience", IDP.es256(claims -> claims.remove("aud")));
        tokens.put("an empty audience", IDP.es256(claims -> claims.put("aud", new JsonArray())));
        tokens.put("an audience that only begins so", IDP.es256(claims -> claims.put("aud", TestIssuer.AUDIENCE + "/x")));
        tokens.put("another issuer", IDP.es256(claims -> claims.put("iss", "https://evil.test")));
        tokens.put("the issuer with a slash", IDP.es256(claims -> claims.put("iss", TestIssuer.ISSUER + '/')));
        tokens.put("no issuer", IDP.es256(claims -> claims.remove("iss")));
        tokens.put("issuer a list", IDP.es256(claims -> claims.put("iss", new JsonArray().add(TestIssuer.ISSUER))));
        tokens.put("no expiry", IDP.es256(claims -> claims.remove("exp")));
        tokens.put("expiry a text", IDP.es256(claims -> claims.put("exp", "9999999999")));
        tokens.put("expiry beyond all time", IDP.es256(claims -> claims.put("exp", 1e300)));
        tokens.put("expiry below all time", IDP.es256(claims -> claims.put("exp", -1)));
        tokens.put("expiry null", IDP.es256(claims -> claims.putNull("exp")));
        tokens.put("not yet valid", IDP.es256(claims -> claims.put("nbf", now + 31)));
        tokens.put("issued in the future", IDP.es256(claims -> claims.put("iat", now + 31)));

        // Users that are none.
        tokens.put("no user", IDP.es256(claims -> claims.remove("sub")));
        tokens.put("two users", IDP.es256(claims -> claims.put("sub", new JsonArray().add("alice").add("bob"))));
        tokens.put("a user with a line break", IDP.es256(claims -> claims.put("sub", "alice\r\nX-Admin: yes")));
        tokens.put("a user with a hidden mark", IDP.es256(claims -> claims.put("sub", "alice\u202e")));
        tokens.put("a user without end", IDP.es256(claims -> claims.put("sub", "a".repeat(257))));

        // Other things than access tokens.
        tokens.put("our own assertion's type", IDP.header(header -> header.put("typ", AssertionSigner.TYPE)));
        tokens.put("a logout token", IDP.header(header -> header.put("typ", "logout+jwt")));
        tokens.put("a DPoP proof", IDP.header(header -> header.put("typ", "dpop+jwt")));
        tokens.put("typ a number", IDP.header(header -> header.put("typ", 1)));
        tokens.put("crit", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"crit\":[\"exp\"],\"exp\":1}", TestIssuer.claims().encode()));
        tokens.put("crit empty", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"crit\":[]}", TestIssuer.claims().encode()));
        tokens.put("b64 false", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\",\"b64\":false}", TestIssuer.claims().encode()));
        tokens.put("nested", TestIssuer.sign(TestIssuer.header("ES256", "ec-1").put("cty", "JWT"), good, IDP.ec.getPrivate()));
        tokens.put("a token as payload", TestIssuer.sign(TestIssuer.header("ES256", "ec-1"), good, IDP.ec.getPrivate()));
        tokens.put("encrypted around an unsigned token", encrypted(TestIssuer.base64("{\"alg\":\"none\"}") + '.' + parts[1] + '.'));
        tokens.put("encrypted around a good token", encrypted(good));

        // Not tokens.
        tokens.put("garbage", "garbage");
        tokens.put("dots", "..");
        tokens.put("many dots", ".".repeat(1000));
        tokens.put("header no JSON", TestIssuer.base64("nonsense") + '.' + parts[1] + '.' + parts[2]);
        tokens.put("header a list", TestIssuer.base64("[]") + '.' + parts[1] + '.' + parts[2]);
        tokens.put("payload no JSON", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", "nonsense"));
        tokens.put("payload null", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", "null"));
        tokens.put("something behind the payload", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", TestIssuer.claims().encode() + "{}"));
        tokens.put("two issuers", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", TestIssuer.claims().encode().replaceFirst("\\{",
                "{\"iss\":\"https://evil.test\",")));
        tokens.put("two users by name", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}", TestIssuer.claims().encode().replaceFirst("\\{",
                "{\"sub\":\"admin\",")));
        tokens.put("two algorithms", IDP.signRaw("{\"alg\":\"none\",\"alg\":\"ES256\",\"kid\":\"ec-1\"}", TestIssuer.claims().encode()));
        tokens.put("deeply nested header",
                TestIssuer.base64("{\"alg\":" + "[".repeat(5000) + "]".repeat(5000) + "}") + '.' + parts[1] + '.' + parts[2]);
        tokens.put("deeply nested payload", IDP.signRaw("{\"alg\":\"ES256\",\"kid\":\"ec-1\"}",
                "{\"iss\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
        tokens.put("huge", IDP.es256(claims -> claims.put("filler", "x".repeat(UntrustedToken.MAX_CHARS))));
        tokens.put("padding", parts[0] + "=." + parts[1] + '.' + parts[2]);
        tokens.put("another alphabet", good.replace(parts[2], "+/" + parts[2].substring(2)));
        tokens.put("a blank inside", parts[0] + '.' + parts[1].substring(0, 8) + ' ' + parts[1].substring(8) + '.' + parts[2]);
        tokens.put("two tokens in one header", good + ", Bearer " + good);
        tokens.put("two tokens with a blank", good + ' ' + good);

        return tokens.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> assertEquals(Reason.TOKEN_INVALID,
                refusal(entry.getValue()).reason())));
    }

    private static byte[] pem(KeyPair pair) {
        return ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encrypted(String payload) throws Exception {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setAlgorithmHeaderValue("RSA-OAEP-256");
        jwe.setEncryptionMethodHeaderParameter("A256GCM");
        jwe.setContentTypeHeaderValue("JWT");
        jwe.setKey(IDP.rsa.getPublic());
        jwe.setPayload(payload);
        return jwe.getCompactSerialization();
    }

    @Test
    void anExpiredTokenIsToldApartAndOnlyWhenItIsGenuine() {
        long past = TestClock.START.getEpochSecond() - 31;
        assertEquals(Reason.TOKEN_EXPIRED, refusal(IDP.es256(claims -> claims.put("exp", past))).reason());
        KeyPair attacker = TestIssuer.pair("EC", "secp256r1");
        String forged = TestIssuer.sign(TestIssuer.header("ES256", "ec-1"), TestIssuer.claims().put("exp", past).encode(), attacker.getPrivate());
        assertEquals(Reason.TOKEN_INVALID, refusal(forged).reason());
    }

    @Test
    void aRefusalHoldsNothingOfTheToken() {
        String token = IDP.es256(claims -> claims.put("sub", "secret-subject").put("aud", "elsewhere"));
        Denial denial = refusal(token);
        for (String part : token.split("\\.")) {
            assertFalse(denial.detail().contains(part));
        }
        assertFalse(denial.detail().contains("secret-subject"));
    }

    @Test
    void aRememberedTokenStillExpires() {
        String token = IDP.es256(claims -> {});
        identify(token);
        identify(token);
        clock.advance(Duration.ofSeconds(631));
        assertEquals(Reason.TOKEN_EXPIRED, refusal(token).reason());
    }

    @Test
    void aBoundTokenNeedsItsCertificateEachTime() {
        X509Certificate own = Certificates.named("laptop-17");
        X509Certificate other = Certificates.named("laptop-18");
        String token = IDP.es256(claims -> claims.put("cnf", new JsonObject().put("x5t#S256", Thumbprint.of(own).value())));
        for (int round = 0; round < 2; round++) {
            assertInstanceOf(Principal.User.class, Await.result(authenticator.identify(Requests.with(List.of(own), "Authorization",
                    "Bearer " + token))).principal());
            assertEquals(Reason.TOKEN_NOT_BOUND, Await.refusal(authenticator.identify(Requests.with(List.of(other), "Authorization",
                    "Bearer " + token))).reason());
            assertEquals(Reason.TOKEN_NOT_BOUND, refusal(token).reason());
            assertEquals(Reason.TOKEN_NOT_BOUND,
                    Await.refusal(authenticator.identify(Requests.with(List.of(other, own), "Authorization", "Bearer " + token))).reason(),
                            "only the leaf counts");
        }
    }

    @TestFactory
    Stream<DynamicTest> confirmationsThatCannotBeChecked() {
        X509Certificate own = Certificates.named("laptop-17");
        String good = Thumbprint.of(own).value();
        return Stream.<Object>of(new JsonObject().put("jkt", "x"), new JsonObject().put("x5t#S256", good).put("jkt", "x"), new JsonObject(), "text",
                        new JsonObject().put("x5t#S256", new JsonArray().add(good)), new JsonObject().put("X5T#S256", good), new JsonArray())
                .map(cnf -> dynamicTest(cnf.toString(), () -> assertEquals(Reason.TOKEN_NOT_BOUND, Await.refusal(authenticator.identify(
                        Requests.with(List.of(own), "Authorization", "Bearer " + IDP.es256(claims -> claims.put("cnf", cnf))))).reason())));
    }

    @TestFactory
    Stream<DynamicTest> headersThatAreAmbiguous() {
        String token = IDP.es256(claims -> {});
        String cookie = "__Host-postern=" + SessionId.next().reveal();
        Map<String, String[]> requests = new LinkedHashMap<>();
        requests.put("two bearers", new String[] {"Authorization", "Bearer " + token, "authorization", "Bearer " + token});
        requests.put("bearer and basic", new String[] {"Authorization", "Bearer " + token, "AUTHORIZATION", "Basic eDp5"});
        requests.put("two of other schemes", new String[] {"Authorization", "Basic eDp5", "Authorization", "Basic eDp5"});
        requests.put("bearer and session", new String[] {"Authorization", "Bearer " + token, "Cookie", cookie});
        requests.put("bearer and a dead session", new String[] {"Authorization", "Bearer " + token, "Cookie", "__Host-postern=x"});
        requests.put("two sessions", new String[] {"Cookie", cookie + "; a=b; " + cookie});
        requests.put("two sessions in two fields", new String[] {"Cookie", cookie, "Cookie", cookie});
        requests.put("two sessions with blanks", new String[] {"Cookie", cookie + ";__Host-postern =x"});
        return requests.entrySet().stream().map(entry -> dynamicTest(entry.getKey(), () -> assertEquals(Reason.CREDENTIALS_AMBIGUOUS,
                Await.refusal(authenticator.identify(Requests.with(entry.getValue()))).reason())));
    }

    @TestFactory
    Stream<DynamicTest> bearersThatAreNone() {
        return Stream.of("Bearer", "bearer ", "BEARER  ", "Bearer\tx", "Bearer,x", "Bearer=x", "Bearer \"x\"").map(value -> dynamicTest(value,
                () -> assertEquals(Reason.TOKEN_INVALID, Await.refusal(authenticator.identify(Requests.with("Authorization", value))).reason())));
    }

    @Test
    void otherSchemesAreTheUpstreams() {
        for (String value : List.of("Basic YTpi", "Bearerish x", "DPoP " + IDP.es256(claims -> {}), "Negotiate x")) {
            Identification identification = Await.result(authenticator.identify(Requests.with("Authorization", value)));
            assertEquals(new Principal.Anonymous(), identification.principal());
            assertEquals(Credential.NONE, identification.credential());
        }
    }

    @Test
    void theSchemeIsCaseInsensitive() {
        assertInstanceOf(Principal.User.class, Await.result(authenticator.identify(Requests.with("Authorization",
                "bEaReR   " + IDP.es256(claims -> {})))).principal());
    }
}
