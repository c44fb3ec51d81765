package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.postern.pki.TlsPair.Side;
import java.io.IOException;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProofOfPossessionTest {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Instant NOW = CLOCK.instant();
    private static final CertificateAuthority CA = CertificateAuthority.root("Device CA", CLOCK);
    private static final KeyMaterial SERVER = CA.server("gate.test");

    private final ProofOfPossession trust = new ProofOfPossession(List.of(CA.certificate()));

    private TlsPair with(javax.net.ssl.KeyManager client) {
        return new TlsPair(new Side(new SniKeyManager(List.of(SERVER)), trust), new Side(client, TlsPair.ANYBODY));
    }

    static Stream<Arguments> anybody() {
        return Stream.of(
                Arguments.of("a device", CA.device("laptop-17")),
                Arguments.of("an expired one", CA.issue(CA.deviceSpec("old").valid(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1))))),
                Arguments.of("a stranger's", CertificateAuthority.root("Stranger", CLOCK).device("laptop-17")),
                Arguments.of("a self-signed one", CertificateAuthority.root(CA.deviceSpec("self"), CLOCK).material()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("anybody")
    void theHandshakeTakesAnyCertificateToBeJudgedLater(String what, KeyMaterial client) throws IOException {
        assertEquals(client.chain(), with(new MeshIdentity(client)).handshake("gate.test").client());
    }

    @Test
    void theHandshakeTakesNoCertificate() throws IOException {
        assertEquals(List.of(), with(null).handshake("gate.test").client());
    }

    @Test
    void anotherPersonsCertificateWithoutItsKeyIsRefused() {
        Thief thief = new Thief(CA.device("laptop-17").chain(), CA.device("thief").key());
        assertThrows(IOException.class, () -> with(thief).handshake("gate.test"));
    }

    @Test
    void chainsAreBounded() {
        X509Certificate leaf = CA.device("laptop-17").leaf();
        X509Certificate fat =
                CA.issue(CA.deviceSpec("fat").withNames(Collections.nCopies(700,
                        San.dns("a-name-of-some-length.corp.test")).toArray(San[]::new))).leaf();
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(new X509Certificate[0], "EC"));
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(Collections.nCopies(9, leaf).toArray(X509Certificate[]::new), "EC"));
        assertThrows(CertificateException.class, () -> trust.checkClientTrusted(new X509Certificate[] {leaf, fat, fat}, "EC"));
    }

    @Test
    void noServerIsTrusted() {
        assertThrows(CertificateException.class, () -> trust.checkServerTrusted(new X509Certificate[] {SERVER.leaf()}, "EC"));
        assertThrows(IOException.class, () ->
                new TlsPair(new Side(new SniKeyManager(List.of(SERVER)), TlsPair.ANYBODY), new Side(null, trust)).handshake());
    }

    @Test
    void clientsAreToldTheAcceptedIssuersAndTheirReplacement() throws IOException {
        AtomicReference<Principal[]> named = new AtomicReference<>();
        Thief curious = new Thief(CA.device("laptop-17").chain(), CA.device("thief").key()) {
            @Override
            public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
                named.set(issuers);
                return null;
            }
        };
        with(curious).handshake("gate.test");
        assertArrayEquals(new Principal[] {CA.certificate().getSubjectX500Principal()}, named.get());
        X509Certificate next = CertificateAuthority.root("Next CA", CLOCK).certificate();
        trust.replaceAcceptedIssuers(List.of(CA.certificate(), next));
        with(curious).handshake("gate.test");
        assertEquals(List.of(CA.certificate().getSubjectX500Principal(), next.getSubjectX500Principal()), Arrays.asList(named.get()));
    }

    /** Presents a chain with a key that is not its own. */
    private static class Thief extends X509ExtendedKeyManager {

        private final List<X509Certificate> chain;
        private final PrivateKey key;

        Thief(List<X509Certificate> chain, PrivateKey key) {
            this.chain = chain;
            this.key = key;
        }

        @Override public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return "thief";
        }

        @Override public X509Certificate[] getCertificateChain(String alias) {
            return chain.toArray(X509Certificate[]::new);
        }

        @Override public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[] {"thief"};
        }

        @Override public String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
