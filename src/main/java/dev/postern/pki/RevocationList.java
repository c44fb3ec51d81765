package dev.postern.pki;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;

/**
 * One complete CRL (RFC 5280 §5) of one issuer. Refused when made, with {@link IllegalArgumentException}: delta and indirect CRLs, those limited to
 * some reasons or to attribute certificates, those with a critical extension not known here, without {@code nextUpdate}, or with a weak signature.
 * A CRL limited to a distribution point, to users or to authorities is applied to those alone.
 *
 * <p>The signature is checked against the issuer on the path at its first use; the answer for keys that verified is kept. Any thread.
 */
public final class RevocationList {

    private static final String DELTA = "2.5.29.27";
    private static final String NUMBER = "2.5.29.20";
    private static final int MAX_KEYS = 8;

    private final X509CRL crl;
    private final CrlScope scope;
    private final List<PublicKey> verified = new CopyOnWriteArrayList<>();

    private RevocationList(X509CRL crl, CrlScope scope) {
        this.crl = crl;
        this.scope = scope;
    }

    /** The CRLs of a file; errors name it. */
    public static List<RevocationList> read(Path file) {
        try {
            return Pem.crls(file).stream().map(RevocationList::of).toList();
        } catch (UnsupportedCrl unsupported) {
            throw new IllegalArgumentException(file + ": " + unsupported.getMessage(), unsupported);
        }
    }

    /**
     * A CRL as servers give it out: DER, one (RFC 5280 §4.2.1.13). The bytes are untrusted, and everything in them is built: {@link CrlOutline} tells beforehand whose they are.
     *
     * @throws IllegalArgumentException saying in our words what is wrong with it
     */
    public static RevocationList parse(byte[] der) {
        if (der.length == 0 || der[0] != 0x30) {
            throw new UnsupportedCrl("what was fetched is no CRL in DER");
        }
        try {
            return of((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
        } catch (UnsupportedCrl unsupported) {
            throw unsupported;
        } catch (GeneralSecurityException | RuntimeException broken) {
            throw new UnsupportedCrl("the CRL cannot be read");
        }
    }

    public static RevocationList of(X509CRL crl) {
        Set<String> critical = crl.getCriticalExtensionOIDs() == null ? Set.of() : crl.getCriticalExtensionOIDs();
        if (crl.getExtensionValue(DELTA) != null) {
            throw new UnsupportedCrl("a delta CRL is not enough; give the complete one");
        }
        if (!critical.stream().allMatch(CrlScope.OID::equals)) {
            throw new UnsupportedCrl("the CRL has a critical extension that is not known here: " + critical);
        }
        if (crl.getNextUpdate() == null) {
            throw new UnsupportedCrl("the CRL has no nextUpdate, so that nobody could tell when it is outdated");
        }
        if (!Algorithms.strong(crl)) {
            throw new UnsupportedCrl("the CRL is signed with a weak algorithm: " + crl.getSigAlgName());
        }
        return new RevocationList(crl, CrlScope.of(crl));
    }

    public X500Principal issuer() {
        return crl.getIssuerX500Principal();
    }

    public Instant thisUpdate() {
        return crl.getThisUpdate().toInstant();
    }

    public Instant nextUpdate() {
        return crl.getNextUpdate().toInstant();
    }

    /** Whether this CRL says anything about {@code certificate}: same issuer by name and by signature, and within its scope. */
    public boolean covers(X509Certificate certificate, X509Certificate issuer) {
        return issuer().equals(issuer.getSubjectX500Principal()) && scope.covers(certificate) && signedBy(issuer);
    }

    /** Whether {@code issuer} may sign CRLs and signed this one. */
    public boolean signedBy(X509Certificate issuer) {
        if (verified.contains(issuer.getPublicKey())) {
            return CertificateFacts.maySignCrls(issuer);
        }
        if (!verifies(issuer.getPublicKey())) {
            return false;
        }
        if (verified.size() < MAX_KEYS) {
            verified.add(issuer.getPublicKey());
        }
        return CertificateFacts.maySignCrls(issuer);
    }

    private boolean verifies(PublicKey key) {
        try {
            crl.verify(key);
            return true;
        } catch (GeneralSecurityException | RuntimeException otherKey) {
            return false;
        }
    }

    /** Whether this one was made before {@code other}, by its time or its number (RFC 5280 §5.2.3). */
    public boolean olderThan(RevocationList other) {
        return thisUpdate().isBefore(other.thisUpdate()) || number().isPresent() && other.number().isPresent() && number().get().compareTo(other.number().get()) < 0;
    }

    private Optional<BigInteger> number() {
        byte[] value = crl.getExtensionValue(NUMBER);
        try {
            return Optional.ofNullable(value).map(v -> ASN1Integer.getInstance(ASN1OctetString.getInstance(v).getOctets()).getPositiveValue());
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }

    /** A certificate on hold is revoked too. */
    boolean lists(X509Certificate certificate) {
        return crl.getRevokedCertificate(certificate.getSerialNumber()) != null;
    }

    public boolean believedAt(Instant now, Duration grace) {
        return !now.isBefore(thisUpdate().minus(Revocations.CLOCK_SKEW)) && !now.isAfter(nextUpdate().plus(grace));
    }

    /** Its message is ours. */
    static final class UnsupportedCrl extends IllegalArgumentException {
        UnsupportedCrl(String message) {
            super(message);
        }
    }
}
