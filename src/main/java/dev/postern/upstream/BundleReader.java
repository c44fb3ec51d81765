package dev.postern.upstream;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.pki.Pem;
import dev.postern.pki.SpiffeId;
import dev.postern.pki.SpiffeIds;
import dev.postern.pki.TrustBundles;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sorts the authorities of bundle files by trust domain. An authority that names its trust domain (X.509-SVID §4.2) vouches for that one only; one that names none is taken
 * for the only trust domain that is expected, and is refused when several are: it could speak for all of them.
 */
public final class BundleReader {

    private BundleReader() {}

    /** @param expectedDomains whom an authority that names no trust domain may speak for, when it is just one; reading blocks */
    public static TrustBundles read(List<Located<Path>> files, Set<String> expectedDomains, Problems problems) {
        Map<String, List<X509Certificate>> byDomain = new HashMap<>();
        for (Located<Path> file : files) {
            try {
                for (X509Certificate authority : Pem.certificates(file.value())) {
                    domain(authority, expectedDomains).ifPresentOrElse(
                            domain -> byDomain.computeIfAbsent(domain, first -> new ArrayList<>()).add(authority),
                            () -> problems.add(file.at(), "the bundle holds an authority that names no trust domain: " + authority.getSubjectX500Principal().getName(),
                                    "several trust domains are expected, or none: it cannot vouch for all of them"));
                }
            } catch (RuntimeException unreadable) {
                problems.add(file.at(), "the bundle cannot be used: " + unreadable.getMessage());
            }
        }
        try {
            return new TrustBundles(byDomain);
        } catch (IllegalArgumentException unfit) {
            problems.add(files.getFirst().at(), unfit.getMessage());
            return TrustBundles.none();
        }
    }

    private static Optional<String> domain(X509Certificate authority, Set<String> expectedDomains) {
        Optional<String> own = ownDomain(authority);
        return own.isPresent() || expectedDomains.size() != 1 ? own : Optional.of(expectedDomains.iterator().next());
    }

    /** @throws IllegalArgumentException when its names cannot be read, or it claims several ids */
    private static Optional<String> ownDomain(X509Certificate authority) {
        try {
            return SpiffeIds.of(authority).map(SpiffeId::trustDomain);
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }
}
