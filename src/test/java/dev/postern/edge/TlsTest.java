package dev.postern.edge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.config.IngressConfig.TlsVersion;
import dev.postern.exchange.Authority;
import dev.postern.pki.KeyMaterial;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handshake, the server name, and what they mean for the request that follows. */
@Tag("tls")
class TlsTest {

    private static EdgeLab lab;

    @BeforeAll
    static void start() {
        lab = new EdgeLab(EdgeLab.ECHO);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static String get(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    @ParameterizedTest(name = "SNI {0}, Host {1}: {2}")
    @CsvSource({
        "app.test,       app.test,        200",
        "APP.test,       app.test,        200",
        "app.test,       APP.TEST,        200",
        "app.test,       app.test.,       200",
        "app.test,       app.test:8443,   200",
        "app.test,       gate.test,       421",
        "app.test,       x.apps.test,     421",
        "app.test,       sub.app.test,    421",
        "app.test,       127.0.0.1,       421",
        "x.apps.test,    x.apps.test,     200",
        "x.apps.test,    y.apps.test,     421",
        "x.apps.test,    *.apps.test,     400",
        "unknown.test,   unknown.test,    200",
        "unknown.test,   gate.test,       421",
        ",               gate.test,       200",
        ",               GATE.test,       200",
        ",               app.test,        421",
        ",               x.gate.test,     421",
        ",               127.0.0.1,       421",
        ",               [::1],           421"})
    void hostMustBeTheServerName(String sni, String host, int status) {
        try (RawClient client = lab.connect(sni)) {
            assertEquals(status, client.ask(get(host)).status());
        }
    }

    @Test
    void wildcardDefaultCertificateCoversOneLabel() {
        ServedNames names = ServedNames.of(new X509Certificate[] {EdgeLab.APPS.leaf()});
        assertEquals(List.of(true, false, false, false), List.of(names.covers("a.apps.test"), names.covers("a.b.apps.test"), names.covers("apps.test"), names.covers("1.2.3.4")));
    }

    /** However a certificate and a request spell it. */
    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[2001:db8:0:0:a:0:0:1]", "[2001:DB8::a:0:0:1]", "[2001:0db8:0:0:a::1]:8443", "127.0.0.1"})
    void addressesOfACertificateAreServed(String authority) {
        ServedNames names = ServedNames.of(new X509Certificate[] {EdgeLab.SERVERS.server("gate.test", "::1", "2001:db8::a:0:0:1", "127.0.0.1").leaf()});
        assertTrue(names.covers(Authority.parse(authority).host()), names.toString());
        assertFalse(names.covers("[::2]"));
    }

    @ParameterizedTest
    @CsvSource({"app.test, app.test", "x.apps.test, *.apps.test", "unknown.test, gate.test", ", gate.test"})
    void certificateFollowsTheServerName(String sni, String expected) throws IOException {
        try (RawClient client = lab.connect(sni)) {
            X509Certificate shown = (X509Certificate) client.socket.getSession().getPeerCertificates()[0];
            assertTrue(shown.getSubjectAlternativeNames().toString().contains(expected), shown.toString());
        } catch (java.security.cert.CertificateParsingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void certificatesChangeWithoutARestart() throws IOException {
        KeyMaterial renewed = EdgeLab.SERVERS.server("app.test");
        try {
            lab.keys.replace(List.of(EdgeLab.GATE, renewed, EdgeLab.APPS));
            try (RawClient client = lab.connect("app.test")) {
                assertEquals(renewed.leaf(), client.socket.getSession().getPeerCertificates()[0]);
            }
        } finally {
            lab.keys.replace(List.of(EdgeLab.GATE, EdgeLab.APP, EdgeLab.APPS));
        }
    }

    @Test
    void clientCertificateIsAskedForNotDemanded() {
        try (RawClient without = lab.connect("app.test"); RawClient with = lab.connectAs(EdgeLab.LAPTOP, "app.test")) {
            assertTrue(without.ask(get("app.test")).body().contains("certificates=0"));
            assertTrue(with.ask(get("app.test")).body().contains("certificates=1") || lab.handled.getLast().client().certificates().size() > 1);
            assertEquals(EdgeLab.LAPTOP.leaf(), lab.handled.getLast().client().certificate().orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void onlyForwardSecretAuthenticatedSuites(String version) throws IOException {
        try (RawClient client = openAs(version, Optional.empty())) {
            String suite = client.socket.getSession().getCipherSuite();
            assertTrue(suite.contains("GCM") || suite.contains("CHACHA20"), suite);
            assertTrue(version.equals("TLSv1.3") || suite.startsWith("TLS_ECDHE_"), suite);
            assertEquals(200, client.ask(get("app.test")).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA"})
    void otherSuitesAreRefused(String suite) {
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> openAs("TLSv1.2", Optional.of(suite)).close());
        assertTrue(refused.getCause() instanceof SSLHandshakeException, refused.toString());
    }

    private static RawClient openAs(String version, Optional<String> suite) {
        SSLContext context = EdgeLab.context(Optional.empty());
        return RawClient.over(() -> new Socket("127.0.0.1", lab.port()), context, "app.test", socket -> {
            socket.setEnabledProtocols(new String[] {version});
            suite.ifPresent(only -> socket.setEnabledCipherSuites(new String[] {only}));
        });
    }

    @Test
    void minimumVersionIsKept() {
        try (EdgeLab strict = new EdgeLab(EdgeLab.ECHO, EdgeLab.Config.standard().with(TlsVersion.TLS_1_3))) {
            assertThrows(UncheckedIOException.class, () -> RawClient.over(() -> new Socket("127.0.0.1", strict.port()), EdgeLab.context(Optional.empty()), "app.test",
                    socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"})));
            try (RawClient client = strict.connect("app.test")) {
                assertEquals(200, client.ask(get("app.test")).status());
            }
        }
    }

    @ParameterizedTest(name = "ClientHello in records of {0} octets")
    @ValueSource(ints = {1, 5, 16, 40, 100, 200})
    void fragmentedClientHelloIsStillForItsHost(int size) throws IOException {
        try (RawClient client = RawClient.over(() -> new FragmentingSocket(lab.port(), size), EdgeLab.context(Optional.of(EdgeLab.LAPTOP)), "app.test")) {
            assertEquals(EdgeLab.APP.leaf(), client.socket.getSession().getPeerCertificates()[0]);
            assertEquals(200, client.ask(get("app.test")).status());
            assertEquals(EdgeLab.LAPTOP.leaf(), lab.handled.getLast().client().certificate().orElseThrow());
            assertEquals(421, client.ask(get("gate.test")).status());
        }
    }

    /** Cuts the first record it sends, the ClientHello, into records and segments of {@code size} octets. */
    private static final class FragmentingSocket extends Socket {

        private final int size;
        private boolean first = true;

        FragmentingSocket(int port, int size) throws IOException {
            super("127.0.0.1", port);
            this.size = size;
            setTcpNoDelay(true);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            OutputStream out = super.getOutputStream();
            return new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    out.write(octet);
                }

                @Override
                public void write(byte[] octets, int from, int length) throws IOException {
                    if (!first) {
                        out.write(octets, from, length);
                        return;
                    }
                    first = false;
                    for (int at = from + 5; at < from + length; at += size) {
                        int piece = Math.min(size, from + length - at);
                        out.write(new byte[] {0x16, 3, 3, (byte) (piece >> 8), (byte) piece});
                        out.write(octets, at, piece);
                        out.flush();
                    }
                }
            };
        }
    }

    /** Server names the JDK's client would not send: none of them may lead to an answer for a host. */
    @ParameterizedTest
    @ValueSource(strings = {"app.test.", "127.0.0.1", "app.test\0x", "app_x.test", "-", "app..test"})
    void oddServerNamesLeadNowhere(String name) throws IOException {
        byte[] odd = name.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = new Socket("127.0.0.1", lab.port())) {
            SSLSocket tls = (SSLSocket) EdgeLab.context(Optional.empty()).getSocketFactory().createSocket(socket, "127.0.0.1", lab.port(), true);
            tls.setSoTimeout(9000);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new javax.net.ssl.SNIServerName(0, odd) { }));
            tls.setSSLParameters(parameters);
            int before = lab.handled.size();
            try {
                tls.startHandshake();
                tls.getOutputStream().write(get("app.test").getBytes(StandardCharsets.US_ASCII));
                byte[] start = tls.getInputStream().readNBytes(12);
                String status = new String(start, StandardCharsets.US_ASCII);
                assertTrue(status.equals("HTTP/1.1 421") || name.equals("app.test.") && status.equals("HTTP/1.1 200"), status);
            } catch (SSLException refused) {
                assertEquals(before, lab.handled.size());
            }
        }
    }

    @Test
    void plainHttpIsNotSpoken() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setSoTimeout(9000);
            socket.getOutputStream().write(get("app.test").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(4);
            assertTrue(answer.length == 0 || !Arrays.equals(answer, "HTTP".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void http2InClearIsNotSpoken() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", lab.port())) {
            socket.setSoTimeout(9000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(9);
            assertArrayEquals(new byte[0], answer.length > 0 && answer[0] == 0x15 ? new byte[0] : answer); // a TLS alert, or nothing
        }
    }
}
