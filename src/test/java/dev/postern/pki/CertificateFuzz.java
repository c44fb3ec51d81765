package dev.postern.pki;

import dev.postern.fuzz.FuzzSeeds;
import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A client's leaf certificate, octet by octet. Judging it ends in a verdict; it is valid only when all that its authority signed is untouched. */
public final class CertificateFuzz {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final List<byte[]> SEEDS = FuzzSeeds.of("certificate");
    private static final X509Certificate AUTHORITY = certificate(SEEDS.getFirst());
    private static final ChainValidator VALIDATOR = new ChainValidator(List.of(AUTHORITY), Purpose.CLIENT);
    private static final TrustBundles BUNDLES = TrustBundles.of("corp.test", List.of(AUTHORITY));
    private static final Set<String> SIGNED = signed();

    private CertificateFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        X509Certificate leaf;
        try {
            leaf = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(data));
        } catch (CertificateException refused) {
            return;
        }
        if (leaf == null) {
            return;
        }
        if (VALIDATOR.validate(List.of(leaf), NOW) instanceof ChainVerdict.Valid) {
            Text.holds(SIGNED.contains(tbs(leaf)), "a certificate that nobody signed is valid");
        }
        try {
            SvidValidator.validate(List.of(leaf), BUNDLES, NOW);
            Text.holds(SIGNED.contains(tbs(leaf)), "an SVID that nobody signed is valid");
        } catch (CertificateException refused) {
            Text.holds(refused.getMessage() != null, "no reason");
        }
        SubjectNames.subject(leaf, "CN").forEach(name -> Text.holds(name != null, "no name"));
        Text.same(43, Thumbprint.of(leaf).value().length(), "thumbprint");
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Set<String> signed() {
        Set<String> all = new HashSet<>();
        SEEDS.forEach(seed -> all.add(tbs(certificate(seed))));
        return all;
    }

    private static String tbs(X509Certificate certificate) {
        try {
            return Text.hex(certificate.getTBSCertificate());
        } catch (CertificateException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
