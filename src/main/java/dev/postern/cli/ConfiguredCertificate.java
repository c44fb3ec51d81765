package dev.postern.cli;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes a server that shows the very certificate of its configuration for the one that is meant, by whatever address it was reached: who has its key needs no name to prove it. So a
 * listener on all addresses is reached at the loopback one, which hardly any certificate names. Every other certificate is judged as usual, its name too. Any thread.
 */
final class ConfiguredCertificate extends X509ExtendedTrustManager {

    private final X509Certificate leaf;
    private final X509ExtendedTrustManager others;

    /** @param others judges whatever is not {@code leaf} */
    ConfiguredCertificate(X509Certificate leaf, X509ExtendedTrustManager others) {
        this.leaf = leaf;
        this.others = others;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keys, SSLEngine engine) throws CertificateException {
        if (!isConfigured(chain)) {
            others.checkServerTrusted(chain, keys, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keys, Socket socket) throws CertificateException {
        if (!isConfigured(chain)) {
            others.checkServerTrusted(chain, keys, socket);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keys) throws CertificateException {
        if (!isConfigured(chain)) {
            others.checkServerTrusted(chain, keys);
        }
    }

    private boolean isConfigured(X509Certificate[] chain) {
        return chain != null && chain.length > 0 && chain[0].equals(leaf);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keys, SSLEngine engine) throws CertificateException {
        others.checkClientTrusted(chain, keys, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keys, Socket socket) throws CertificateException {
        others.checkClientTrusted(chain, keys, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keys) throws CertificateException {
        others.checkClientTrusted(chain, keys);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return others.getAcceptedIssuers();
    }
}
