package dev.postern.pki;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets <strong>any</strong> client certificate through the TLS handshake of the ingress, so that a person with an expired, revoked or foreign one
 * gets a page instead of a TLS alert. The handshake proves that the client holds the leaf's private key, and <strong>nothing else</strong>.
 *
 * <p><strong>A chain that came through here is not trusted, not even well-formed.</strong> It is safe only because the peer's chain is never used
 * but through {@code device} and {@code identity}, which judge it for every request against their authorities, revocation and time: with {@link
 * ChainValidator} and {@link Revocations}, or {@link SvidValidator}. Nothing may be allowed because "the connection has a client certificate".
 * Never use it for a server's certificate: it refuses those.
 *
 * <p>Bounds: {@value ChainValidator#MAX_CHAIN} certificates, {@value #MAX_BYTES} bytes in all. The accepted issuers, by which browsers choose the
 * certificate to offer, are a hint and can be replaced while serving. Any thread.
 */
public final class ProofOfPossession extends X509ExtendedTrustManager {

    public static final int MAX_BYTES = 32 << 10;

    private volatile List<X509Certificate> acceptedIssuers;

    public ProofOfPossession(Collection<X509Certificate> acceptedIssuers) {
        this.acceptedIssuers = List.copyOf(acceptedIssuers);
    }

    /** New handshakes name these issuers. */
    public void replaceAcceptedIssuers(Collection<X509Certificate> issuers) {
        acceptedIssuers = List.copyOf(issuers);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        if (chain.length == 0 || chain.length > ChainValidator.MAX_CHAIN) {
            throw new CertificateException("a chain has 1 to " + ChainValidator.MAX_CHAIN + " certificates, not " + chain.length);
        }
        int bytes = 0;
        for (X509Certificate certificate : chain) {
            bytes += size(certificate);
        }
        if (bytes > MAX_BYTES) {
            throw new CertificateException("a chain has at most " + MAX_BYTES + " bytes, not " + bytes);
        }
    }

    private static int size(X509Certificate certificate) throws CertificateEncodingException {
        return certificate.getEncoded().length;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no server is trusted by proof of possession");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return acceptedIssuers.toArray(X509Certificate[]::new);
    }
}
