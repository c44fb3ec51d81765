package dev.postern.edge;

import java.util.Objects;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The keys the ingress shows and how it looks at what clients show. Both are asked anew at each handshake, so they may change what they answer while the server runs.
 *
 * @param keys    chooses the certificate by the SNI of the handshake
 * @param clients checks that a client holds the key of its certificate; whether the certificate is any good is decided later, with a page instead of a TLS alert
 */
public record Tls(X509ExtendedKeyManager keys, X509ExtendedTrustManager clients) {

    public Tls {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(clients, "clients");
    }
}
