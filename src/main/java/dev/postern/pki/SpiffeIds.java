package dev.postern.pki;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the SPIFFE id a certificate claims (X509-SVID standard §2). A claim is no proof: {@link SvidValidator} proves it. */
public final class SpiffeIds {

    private SpiffeIds() {}

    /**
     * The id, or empty when the certificate claims none.
     *
     * @throws CertificateException when it claims one beside another URI, one that is not well formed, or has names that cannot be read
     */
    public static Optional<SpiffeId> of(X509Certificate certificate) throws CertificateException {
        List<String> uris = SubjectNames.of(certificate).uris();
        if (uris.stream().noneMatch(u -> u.toLowerCase(Locale.ROOT).startsWith("spiffe:"))) {
            return Optional.empty();
        }
        if (uris.size() != 1) {
            throw new CertificateException("an SVID has exactly one URI, this certificate has " + uris.size());
        }
        try {
            return Optional.of(SpiffeId.parse(uris.getFirst()));
        } catch (IllegalArgumentException malformed) {
            throw new CertificateException(malformed.getMessage(), malformed);
        }
    }
}
