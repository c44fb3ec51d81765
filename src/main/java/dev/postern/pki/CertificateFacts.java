package dev.postern.pki;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;

/**
 * What the extensions of one certificate say. The JDK treats an uncritical extension that it cannot parse as absent, which would widen what the
 * certificate is good for: here it is an error.
 */
final class CertificateFacts {

    private static final String KEY_USAGE = "2.5.29.15";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private CertificateFacts() {}

    /** A leaf is no authority, may sign, and has the purpose or names none. "Any purpose" is not enough for a leaf. */
    static void requireLeaf(X509Certificate leaf, Purpose purpose) throws UntrustedException {
        readableNames(leaf);
        if (authority(leaf)) {
            throw new UntrustedException("the first certificate is an authority's, not a leaf");
        }
        Optional<boolean[]> usage = keyUsage(leaf);
        if (usage.isPresent() && (!usage.get()[DIGITAL_SIGNATURE] || usage.get()[KEY_CERT_SIGN])) {
            throw new UntrustedException("its key usage does not fit a TLS end entity: digitalSignature is needed, keyCertSign forbidden");
        }
        Optional<List<String>> purposes = purposes(leaf);
        if (purposes.isPresent() && !purposes.get().contains(purpose.oid())) {
            throw new UntrustedException("its extended key usage lacks " + purpose + " authentication");
        }
    }

    /** An issuer is an authority that may sign certificates; where it names purposes, the leaf's must be among them. */
    static void requireIssuer(X509Certificate issuer, Purpose purpose) throws UntrustedException {
        if (!authority(issuer)) {
            throw new UntrustedException("an issuer on its path is no authority (basic constraints)");
        }
        Optional<boolean[]> usage = keyUsage(issuer);
        if (usage.isPresent() && !usage.get()[KEY_CERT_SIGN]) {
            throw new UntrustedException("an issuer on its path may not sign certificates (key usage)");
        }
        Optional<List<String>> purposes = purposes(issuer);
        if (purposes.isPresent() && !purposes.get().contains(purpose.oid()) && !purposes.get().contains(ANY_PURPOSE)) {
            throw new UntrustedException("an issuer on its path is not for " + purpose + " authentication (extended key usage)");
        }
        nameConstraints(issuer);
    }

    static boolean maySignCrls(X509Certificate issuer) {
        try {
            return keyUsage(issuer).map(u -> u[CRL_SIGN]).orElse(true);
        } catch (UntrustedException unreadable) {
            return false;
        }
    }

    static boolean mayDigitallySign(X509Certificate certificate) throws UntrustedException {
        return keyUsage(certificate).map(u -> u[DIGITAL_SIGNATURE]).orElse(true);
    }

    static boolean maySignAnything(X509Certificate certificate) throws UntrustedException {
        return keyUsage(certificate).map(u -> u[KEY_CERT_SIGN] || u[CRL_SIGN]).orElse(false);
    }

    static Optional<boolean[]> keyUsage(X509Certificate certificate) throws UntrustedException {
        boolean[] usage = certificate.getKeyUsage();
        return readable(certificate, KEY_USAGE, usage);
    }

    static boolean authority(X509Certificate certificate) throws UntrustedException {
        byte[] value = certificate.getExtensionValue(BASIC_CONSTRAINTS);
        try {
            return value != null && BasicConstraints.getInstance(ASN1OctetString.getInstance(value).getOctets()).isCA();
        } catch (RuntimeException broken) {
            throw new UntrustedException("its basic constraints cannot be read");
        }
    }

    /** The name constraints as something that matches certificates; empty when there are none. */
    static Optional<X509CertSelector> nameConstraints(X509Certificate certificate) throws UntrustedException {
        byte[] value = certificate.getExtensionValue(NAME_CONSTRAINTS);
        if (value == null) {
            return Optional.empty();
        }
        try {
            X509CertSelector selector = new X509CertSelector();
            selector.setNameConstraints(ASN1OctetString.getInstance(value).getOctets());
            return Optional.of(selector);
        } catch (IOException | RuntimeException broken) {
            throw new UntrustedException("the name constraints of an issuer on its path cannot be read");
        }
    }

    private static Optional<List<String>> purposes(X509Certificate certificate) throws UntrustedException {
        try {
            return readable(certificate, EXTENDED_KEY_USAGE, certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException broken) {
            throw new UntrustedException("an extended key usage on its path cannot be read");
        }
    }

    private static <T> Optional<T> readable(X509Certificate certificate, String oid, T parsed) throws UntrustedException {
        if (parsed == null && certificate.getExtensionValue(oid) != null) {
            throw new UntrustedException("an extension on its path cannot be read: " + oid);
        }
        return Optional.ofNullable(parsed);
    }

    private static void readableNames(X509Certificate leaf) throws UntrustedException {
        try {
            SubjectNames.of(leaf);
        } catch (CertificateParsingException broken) {
            throw new UntrustedException(broken.getMessage());
        }
    }
}
