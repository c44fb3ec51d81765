package dev.postern.collector;

import dev.postern.config.ClientTls;
import dev.postern.pki.KeyMaterial;
import dev.postern.pki.Pem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The TLS side of a client of collectors: whom it trusts and what it shows, read from the files at each call, so that renewed certificates are used at the next connection. */
public final class ClientContext {

    private static final char[] NO_PASSWORD = new char[0];

    private ClientContext() {}

    /** Blocks on the disk. @throws IOException when a file cannot be used; the message names it */
    public static SSLContext of(ClientTls tls) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(tls.cert().isPresent() ? keys(tls) : null, tls.trust().isPresent() ? trust(tls.trust().get()) : null, null);
            return context;
        } catch (IllegalArgumentException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        } catch (GeneralSecurityException impossible) {
            throw new IOException("TLS cannot be set up", impossible);
        }
    }

    private static KeyManager[] keys(ClientTls tls) throws GeneralSecurityException, IOException {
        KeyMaterial material = Pem.keyMaterial(tls.cert().orElseThrow(), tls.key().orElseThrow());
        KeyStore store = empty();
        store.setKeyEntry("client", material.key(), NO_PASSWORD, material.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager[] trust(Path authorities) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        int number = 0;
        for (X509Certificate authority : Pem.certificates(authorities)) {
            store.setCertificateEntry("authority-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
