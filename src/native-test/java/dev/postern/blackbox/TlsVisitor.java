package dev.postern.blackbox;

import dev.postern.demo.DemoPki;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A client that keeps its sessions and has a device's certificate, which it shows when told to. */
final class TlsVisitor {

    private final Device device;
    private final SSLContext context = SSLContext.getInstance("TLS");
    private final int port;

    TlsVisitor(Path pki, int port) throws IOException, GeneralSecurityException {
        this.port = port;
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : List.of("ingress-ca.pem", "second-ca.pem")) {
            try (InputStream in = Files.newInputStream(pki.resolve(name))) {
                trusted.setCertificateEntry(name, CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        device = Device.in(pki.resolve("laptop.p12"));
        context.init(new KeyManager[] {device}, trust.getTrustManagers(), null);
    }

    enum Certificate {
        SHOWN, WITHHELD
    }

    /**
     * What came of a visit.
     *
     * @param answer all of it, as it came
     * @param began the millisecond the session was made in; one that is taken up again keeps it
     * @param issuers the authorities the server named, on a handshake that was not shortened
     */
    record Visit(String answer, long began, List<Principal> issuers) {

        int status() {
            return Integer.parseInt(answer.substring(9, 12));
        }
    }

    /** One request on a new connection; the server must prove {@code host}. */
    Visit visit(String version, String host, String path, Certificate certificate) throws IOException {
        device.certificate = certificate;
        device.issuers = List.of();
        try (Socket plain = new Socket("127.0.0.1", port); SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
            plain.setSoTimeout(30_000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Visit(answer, socket.getSession().getCreationTime(), device.issuers);
        }
    }

    private static final class Device extends X509ExtendedKeyManager {

        private final PrivateKey key;
        private final X509Certificate[] chain;
        private Certificate certificate = Certificate.WITHHELD;
        private List<Principal> issuers = List.of();

        private Device(PrivateKey key, X509Certificate[] chain) {
            this.key = key;
            this.chain = chain;
        }

        static Device in(Path file) throws IOException, GeneralSecurityException {
            char[] password = DemoPki.P12_PASSWORD.toCharArray();
            KeyStore store = KeyStore.getInstance(file.toFile(), password);
            String alias = store.aliases().nextElement();
            return new Device((PrivateKey) store.getKey(alias, password), Arrays.stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toArray(X509Certificate[]::new));
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] named, Socket socket) {
            issuers = named == null ? List.of() : List.of(named);
            return certificate == Certificate.SHOWN ? "device" : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] named) {
            return new String[0];
        }

        @Override
        public String[] getServerAliases(String type, Principal[] named) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] named, Socket socket) {
            return null;
        }
    }
}
