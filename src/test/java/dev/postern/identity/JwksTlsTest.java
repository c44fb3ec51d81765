package dev.postern.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.postern.config.Located;
import dev.postern.config.TokenIssuerConfig;
import dev.postern.exchange.Reason;
import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.PemFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JWKS endpoint over TLS: whom the fetch believes. */
class JwksTlsTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private Path files;

    private final CertificateAuthority authority = CertificateAuthority.root("JWKS authority", InstantSource.system());
    private final TestIssuer idp = new TestIssuer();
    private final TestClock clock = new TestClock();
    private final String token = idp.es256(claims -> {});

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    private Authenticator against(KeyMaterial endpoint, Optional<CertificateAuthority> trusted) throws IOException {
        PemFiles.writeCertificates(files.resolve("cert.pem"), endpoint.chain());
        PemFiles.writeKey(files.resolve("key.pem"), endpoint.key());
        HttpServer server = Await.result(VERTX.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(files.resolve("cert.pem").toString()).addKeyPath(files.resolve("key.pem").toString())))
                .requestHandler(request -> request.response().end(idp.jwks())).listen(0, "127.0.0.1"));
        Optional<Located<Path>> trust = trusted.map(known -> {
            Path file = files.resolve("trust.pem");
            PemFiles.writeCertificates(file, List.of(known.certificate()));
            return Located.of(file);
        });
        TokenIssuerConfig plain = Identity.issuer(URI.create("https://127.0.0.1:" + server.actualPort() + "/keys"), "ES256");
        TokenIssuerConfig config = new TokenIssuerConfig(plain.name(), plain.issuer(), plain.audiences(), plain.jwks(), plain.algorithms(),
                plain.userClaim(),
                plain.groupsClaim(), plain.clockSkew(), trust);
        return Identity.authenticator(Identity.config(Identity.SESSIONS, config), Identity.parts(VERTX, clock));
    }

    @Test
    void anEndpointThatTheConfiguredAuthorityVouchesForIsBelieved() throws Exception {
        Authenticator authenticator = against(authority.server("127.0.0.1"), Optional.of(authority));
        assertInstanceOf(Principal.User.class, Await.result(identified(authenticator, 5)).principal());
    }

    /** On a busy machine the first handshake of all may outlast the fetch. */
    private Future<Identification> identified(Authenticator authenticator, int attempts) {
        return authenticator.identify(Requests.bearer(token)).recover(failure -> {
            clock.advance(IssuerKeys.COOLDOWN);
            return attempts > 1 ? identified(authenticator, attempts - 1) : Future.failedFuture(failure);
        });
    }

    @Test
    void anotherAuthorityIsNotBelieved() throws Exception {
        Authenticator authenticator = against(authority.server("127.0.0.1"), Optional.of(CertificateAuthority.root("another",
                InstantSource.system())));
        assertEquals(Reason.TOKEN_UNVERIFIABLE, Await.refusal(authenticator.identify(Requests.bearer(token))).reason());
    }

    @Test
    void thePlatformDoesNotKnowAPrivateAuthority() throws Exception {
        Authenticator authenticator = against(authority.server("127.0.0.1"), Optional.empty());
        assertEquals(Reason.TOKEN_UNVERIFIABLE, Await.refusal(authenticator.identify(Requests.bearer(token))).reason());
    }

    @Test
    void aCertificateForAnotherHostIsNotBelieved() throws Exception {
        Authenticator authenticator = against(authority.server("idp.corp.test"), Optional.of(authority));
        assertEquals(Reason.TOKEN_UNVERIFIABLE, Await.refusal(authenticator.identify(Requests.bearer(token))).reason());
    }
}
