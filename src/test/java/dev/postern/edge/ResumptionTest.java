package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.pki.CertificateAuthority;
import dev.postern.pki.TlsEngine;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sessions are taken up again. A client that resumes does not look at the server's certificate again. */
@Tag("tls")
class ResumptionTest {

    private final AtomicInteger judged = new AtomicInteger();
    private EdgeLab lab;
    private Keys keys;
    private SSLContext context;

    @BeforeEach
    void start() throws Exception {
        lab = new EdgeLab(EdgeLab.ECHO);
        keys = new Keys();
        context = SSLContext.getInstance("TLS");
        context.init(new javax.net.ssl.KeyManager[] {keys}, new TrustManager[] {new Counting()}, null);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private String visit(String version, String host) {
        try (RawClient client = RawClient.over(() -> new Socket("127.0.0.1", lab.port()), context, host, socket -> socket.setEnabledProtocols(new String[] {version}))) {
            return client.ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").body();
        }
    }

    @Test
    void whoShowedNoCertificateIsResumed() {
        assertTrue(visit("TLSv1.3", "gate.test").contains("certificates=0"));
        assertTrue(visit("TLSv1.3", "gate.test").contains("certificates=0"));
        assertEquals(1, judged.get(), "the second handshake resumes the first");
    }

    /** BoringSSL does not bind a session to a name, so none that holds a certificate is kept; the JDK does, and its session speaks for the same name alone. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoShowedOneShowsItAgainOrIsBoundToTheName(String version) {
        boolean bound = TlsEngine.here() == TlsEngine.JDK;
        keys.shown = true;
        assertTrue(visit(version, "gate.test").contains("certificates=1"));
        keys.shown = false;
        assertTrue(visit(version, "gate.test").contains(bound ? "certificates=1" : "certificates=0"));
        assertEquals(bound ? 1 : 2, judged.get());
    }

    /** By which browsers choose the certificate to offer. */
    @Test
    void issuersNamedAreThoseOfNow() {
        CertificateAuthority next = CertificateAuthority.root("Edge lab devices of next year", EdgeLab.CLOCK);
        visit("TLSv1.2", "gate.test");
        assertEquals(List.of(EdgeLab.DEVICES.certificate().getSubjectX500Principal()), keys.issuers);
        lab.clients.replaceAcceptedIssuers(List.of(next.certificate()));
        lab.listener.renewIssuers();
        EdgeLab.eventually(() -> {
            visit("TLSv1.2", "app.test");
            return keys.issuers.equals(List.of(next.certificate().getSubjectX500Principal()));
        });
    }

    /** A device's certificate that can be withheld. */
    private static final class Keys extends X509ExtendedKeyManager {

        private boolean shown;
        private List<Principal> issuers = List.of();

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            this.issuers = List.of(issuers);
            return shown ? "device" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return EdgeLab.LAPTOP.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return EdgeLab.LAPTOP.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    /** Counts the server certificates that are looked at: full handshakes. */
    private final class Counting extends X509ExtendedTrustManager {

        private final X509TrustManager trust = (X509TrustManager) EdgeLab.trust()[0];

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            judged.incrementAndGet();
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("not a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
