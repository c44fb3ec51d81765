package dev.postern.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/** A path from a leaf to an anchor: the leaf first, then its issuers, without the anchor. */
public record TrustedPath(List<X509Certificate> certificates, X509Certificate anchor) {

    public TrustedPath {
        certificates = List.copyOf(certificates);
    }

    public X509Certificate leaf() {
        return certificates.getFirst();
    }

    /** Who issued the certificate at {@code index}. */
    public X509Certificate issuerOf(int index) {
        return index + 1 < certificates.size() ? certificates.get(index + 1) : anchor;
    }
}
