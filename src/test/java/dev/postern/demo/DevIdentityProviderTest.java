package dev.postern.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.Endpoint;
import dev.postern.config.Secret;
import dev.postern.pki.Thumbprint;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DevIdentityProviderTest {

    private static final String BACK = "https://app.corp.test/.postern/callback/corp";
    private static final String VERIFIER = "a-verifier-of-the-length-that-the-standard-asks-for";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private DevIdentityProvider provider;

    @BeforeEach
    void open() throws Exception {
        provider = DevIdentityProvider.start(vertx, DevOptions.of(new Secret("secret"), List.of(new DevUser("alice", "Alice <b>", List.of("finance")))))
                .toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(provider.issuer() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> redeem(String form) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(provider.issuer() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String asking() throws Exception {
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return "/authorize?response_type=code&client_id=postern&scope=openid&state=s&nonce=n&code_challenge_method=S256&code_challenge=" + challenge
                + "&redirect_uri=" + encoded(BACK);
    }

    private String code() throws Exception {
        String location = get(asking() + "&login_hint=alice").headers().firstValue("Location").orElseThrow();
        return location.replaceAll(".*code=([^&]+).*", "$1");
    }

    private static String form(String code, String verifier, String secret) {
        return "grant_type=authorization_code&client_id=postern&client_secret=" + secret + "&code=" + code + "&code_verifier=" + verifier + "&redirect_uri=" + encoded(BACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.1", "idp.corp.test", "127.0.0.1.evil.test"})
    void itListensOnLoopbackAndOnNothingElse(String host) {
        DevOptions options = DevOptions.of(new Secret("secret"), List.of()).withAddress(new Endpoint(host, 0));
        assertThrows(IllegalArgumentException.class, () -> DevIdentityProvider.start(vertx, options));
    }

    @Test
    void aCodeIsGoodOnceAndOnlyWithItsVerifierAndTheClientsSecret() throws Exception {
        assertEquals(401, redeem(form(code(), VERIFIER, "wrong")).statusCode());
        assertEquals(400, redeem(form(code(), "another-verifier-of-the-length-that-it-should-have", "secret")).statusCode());
        String code = code();
        assertEquals(200, redeem(form(code, VERIFIER, "secret")).statusCode());
        assertEquals(400, redeem(form(code, VERIFIER, "secret")).statusCode());
    }

    @Test
    void withoutProofKeyThereIsNoCode() throws Exception {
        String location = get(asking().replaceAll("&code_challenge=[^&]+", "") + "&login_hint=alice").headers().firstValue("Location").orElseThrow();
        assertTrue(location.contains("error=invalid_request") && !location.contains("code="), location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.corp.test/elsewhere", "http://app.corp.test/.postern/callback/corp", "javascript:alert(1)", "https://app.corp.test/.postern/#x"})
    void itLeadsBackToTheGatewaysPagesAlone(String redirect) throws Exception {
        assertEquals(400, get(asking().replace(encoded(BACK), encoded(redirect)) + "&login_hint=alice").statusCode());
    }

    @Test
    void thePagePicksAPersonAndEscapesWhatItShows() throws Exception {
        String page = get(asking() + "&x=%22%3E%3Cscript%3E").body();
        assertTrue(page.contains("Alice &lt;b&gt;") && page.contains("login_hint=alice") && page.contains("Development"), page);
        assertFalse(page.contains("<script"), page);
    }

    @Test
    void bearerTokensVerifyWithThePublishedKeysUntilTheyAreRotated() throws Exception {
        String token = provider.tokenFor("alice", "ledger", Optional.of(new Thumbprint("abc")));
        JwtClaims claims = verify(token);
        assertEquals("alice", claims.getStringClaimValue("preferred_username"));
        assertTrue(claims.getRawJson().contains("\"cnf\":{\"x5t#S256\":\"abc\"}"), claims.getRawJson());
        provider.rotateKeys();
        assertThrows(InvalidJwtException.class, () -> verify(token));
    }

    private JwtClaims verify(String token) throws Exception {
        return new JwtConsumerBuilder().setVerificationKeyResolver(new JwksVerificationKeyResolver(new JsonWebKeySet(get("/jwks").body()).getJsonWebKeys()))
                .setExpectedIssuer(provider.issuer()).setExpectedAudience("ledger").build().processToClaims(token);
    }
}
