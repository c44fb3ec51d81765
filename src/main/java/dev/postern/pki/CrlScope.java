package dev.postern.pki;

import dev.postern.pki.RevocationList.UnsupportedCrl;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/** What a CRL covers, from its issuing distribution point (RFC 5280 §5.2.5). */
record CrlScope(Covered covered, Set<GeneralName> points) {

    static final String OID = "2.5.29.28";
    private static final String DISTRIBUTION_POINTS = "2.5.29.31";

    enum Covered { ALL, USERS, AUTHORITIES }

    static CrlScope of(X509CRL crl) {
        byte[] value = crl.getExtensionValue(OID);
        if (value == null) {
            return new CrlScope(Covered.ALL, Set.of());
        }
        return of(read(value));
    }

    private static IssuingDistributionPoint read(byte[] value) {
        try {
            return IssuingDistributionPoint.getInstance(ASN1OctetString.getInstance(value).getOctets());
        } catch (RuntimeException broken) {
            throw new UnsupportedCrl("the CRL's issuing distribution point cannot be read");
        }
    }

    private static CrlScope of(IssuingDistributionPoint point) {
        if (point.isIndirectCRL()) {
            throw new UnsupportedCrl("an indirect CRL is not supported; give the issuer's own");
        }
        if (point.getOnlySomeReasons() != null || point.onlyContainsAttributeCerts()) {
            throw new UnsupportedCrl("a CRL for some reasons or for attribute certificates is not enough; give the complete one");
        }
        Covered covered = point.onlyContainsUserCerts() ? Covered.USERS : point.onlyContainsCACerts() ? Covered.AUTHORITIES : Covered.ALL;
        return new CrlScope(covered, point.getDistributionPoint() == null ? Set.of() : names(point.getDistributionPoint()));
    }

    boolean covers(X509Certificate certificate) {
        boolean kind = switch (covered) {
            case ALL -> true;
            case USERS -> certificate.getBasicConstraints() < 0;
            case AUTHORITIES -> certificate.getBasicConstraints() >= 0;
        };
        return kind && (points.isEmpty() || pointsOf(certificate).anyMatch(points::contains));
    }

    private static Stream<GeneralName> pointsOf(X509Certificate certificate) {
        byte[] value = certificate.getExtensionValue(DISTRIBUTION_POINTS);
        if (value == null) {
            return Stream.empty();
        }
        return Arrays.stream(distributionPoints(value))
                .filter(p -> p.getDistributionPoint() != null && p.getCRLIssuer() == null && p.getReasons() == null)
                .flatMap(p -> fullNames(p.getDistributionPoint()));
    }

    /** None when they cannot be read: then no partition covers the certificate, and whether it is revoked cannot be told. */
    private static DistributionPoint[] distributionPoints(byte[] value) {
        try {
            return CRLDistPoint.getInstance(ASN1OctetString.getInstance(value).getOctets()).getDistributionPoints();
        } catch (RuntimeException broken) {
            return new DistributionPoint[0];
        }
    }

    private static Set<GeneralName> names(DistributionPointName point) {
        Set<GeneralName> names = new HashSet<>(fullNames(point).toList());
        if (names.isEmpty()) {
            throw new UnsupportedCrl("a CRL for a distribution point with a relative name is not supported");
        }
        return Set.copyOf(names);
    }

    static Stream<GeneralName> fullNames(DistributionPointName point) {
        return point.getType() == DistributionPointName.FULL_NAME ? Arrays.stream(GeneralNames.getInstance(point.getName()).getNames())
                : Stream.empty();
    }
}
