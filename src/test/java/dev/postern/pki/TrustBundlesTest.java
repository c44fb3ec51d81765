package dev.postern.pki;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a rotated bundle is another bundle. */
class TrustBundlesTest {

    private static final X509Certificate ONE = CertificateAuthority.root("One", InstantSource.system()).certificate();
    private static final X509Certificate TWO = CertificateAuthority.root("Two", InstantSource.system()).certificate();

    @Test
    void theSameAuthoritiesForTheSameDomainsInAnyOrder() {
        assertTrue(TrustBundles.of("a.test", List.of(ONE, TWO)).saysTheSameAs(TrustBundles.of("a.test", List.of(TWO, ONE))));
        assertFalse(TrustBundles.of("a.test", List.of(ONE, TWO)).saysTheSameAs(TrustBundles.of("a.test", List.of(ONE))));
    }

    /** The same authority for another domain, or for one domain less, is another trust. */
    @Test
    void domainsCount() {
        TrustBundles both = new TrustBundles(Map.of("a.test", List.of(ONE), "b.test", List.of(ONE)));
        assertFalse(both.saysTheSameAs(TrustBundles.of("a.test", List.of(ONE))));
        assertFalse(TrustBundles.of("a.test", List.of(ONE)).saysTheSameAs(TrustBundles.of("b.test", List.of(ONE))));
    }
}
