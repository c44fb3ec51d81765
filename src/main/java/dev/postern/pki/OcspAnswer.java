package dev.postern.pki;

import dev.postern.pki.OcspQuestion.NonceRule;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * Reads what a responder answered (RFC 6960 §4.2): untrusted until the last check. Believed is an answer that is signed by the issuer of the certificate, or by a responder whose
 * certificate that issuer itself signed for OCSP; that is about exactly the certificate asked about; that repeats our nonce, if it has one; and that is in force now.
 *
 * <p>The responder's own certificate is not asked about in turn: it is believed for as long as it is valid.
 */
public final class OcspAnswer {

    public static final int MAX_BYTES = 64 << 10;

    /** An answer that names no next update is believed for this long. */
    static final Duration WITHOUT_NEXT_UPDATE = Duration.ofMinutes(5);
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_CERTIFICATES = 5;
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    private OcspAnswer() {}

    /**
     * @param answer at most {@link #MAX_BYTES}
     * @param grace  how long after its next update an answer is still believed
     * @throws OcspException when it proves nothing
     */
    public static OcspVerdict read(byte[] answer, OcspQuestion question, Instant now, Duration grace) throws OcspException {
        if (answer.length > MAX_BYTES) {
            throw new OcspException("the answer is larger than " + MAX_BYTES + " bytes");
        }
        try {
            BasicOCSPResp basic = basic(answer);
            requireSigned(basic, question.issuer(), now);
            requireNonce(basic, question.nonce());
            return verdict(single(basic, question), now, grace);
        } catch (IOException | OCSPException | GeneralSecurityException | OperatorCreationException | RuntimeException broken) {
            // BouncyCastle throws whatever its parsers come across; their messages may quote the answer.
            throw new OcspException("the answer cannot be read");
        }
    }

    private static BasicOCSPResp basic(byte[] answer) throws IOException, OCSPException, OcspException {
        OCSPResp response = new OCSPResp(answer);
        if (response.getStatus() != OCSPResp.SUCCESSFUL) {
            throw new OcspException("the responder answers with error " + response.getStatus());
        }
        if (!(response.getResponseObject() instanceof BasicOCSPResp basic)) {
            throw new OcspException("the answer is of another kind than id-pkix-ocsp-basic");
        }
        return basic;
    }

    private static void requireSigned(BasicOCSPResp basic, X509Certificate issuer, Instant now)
            throws OcspException, GeneralSecurityException, IOException {
        if (!Algorithms.strong(basic.getSignatureAlgorithmID())) {
            throw new OcspException("the answer is signed with a weak algorithm");
        }
        if (signed(basic, issuer.getPublicKey())) {
            return;
        }
        X509CertificateHolder[] carried = basic.getCerts();
        if (carried.length > MAX_CERTIFICATES) {
            throw new OcspException("the answer carries more than " + MAX_CERTIFICATES + " certificates");
        }
        for (X509CertificateHolder holder : carried) {
            X509Certificate responder = new JcaX509CertificateConverter().getCertificate(holder);
            if (delegated(responder, issuer, now) && signed(basic, responder.getPublicKey())) {
                return;
            }
        }
        throw new OcspException("nobody whom the issuer authorised signed the answer");
    }

    private static boolean signed(BasicOCSPResp basic, PublicKey key) {
        try {
            return Algorithms.strong(key) && basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
        } catch (OCSPException | OperatorCreationException | RuntimeException otherKey) {
            return false;
        }
    }

    /** RFC 6960 §4.2.2.2: its certificate comes straight from the issuer asked about and is made for this. */
    private static boolean delegated(X509Certificate responder, X509Certificate issuer, Instant now) {
        try {
            List<String> purposes = responder.getExtendedKeyUsage();
            boolean valid = !now.isBefore(responder.getNotBefore().toInstant()) && !now.isAfter(responder.getNotAfter().toInstant());
            if (!valid || purposes == null || !purposes.contains(OCSP_SIGNING) || responder.hasUnsupportedCriticalExtension()
                    || CertificateFacts.authority(responder) || !CertificateFacts.mayDigitallySign(responder)
                    || !responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()) || !Algorithms.strong(responder)) {
                return false;
            }
            responder.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | UntrustedException | RuntimeException unfit) {
            return false;
        }
    }

    private static void requireNonce(BasicOCSPResp basic, OcspQuestion.Nonce asked) throws OcspException {
        Extension carried = basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (carried == null) {
            if (asked.rule() == NonceRule.REQUIRED) {
                throw new OcspException("the answer does not repeat our nonce");
            }
            return;
        }
        if (!MessageDigest.isEqual(asked.value(), ASN1OctetString.getInstance(carried.getParsedValue()).getOctets())) {
            throw new OcspException("the answer repeats another nonce than ours");
        }
    }

    private static SingleResp single(BasicOCSPResp basic, OcspQuestion question) throws OcspException, GeneralSecurityException, OCSPException, OperatorCreationException {
        SingleResp[] entries = basic.getResponses();
        if (entries.length > MAX_ENTRIES) {
            throw new OcspException("the answer has more than " + MAX_ENTRIES + " entries");
        }
        X509CertificateHolder issuer = new JcaX509CertificateHolder(question.issuer());
        for (SingleResp entry : entries) {
            CertificateID id = entry.getCertID();
            if (id.getHashAlgOID().equals(CertificateID.HASH_SHA1.getAlgorithm()) && id.getSerialNumber().equals(question.serial())
                    && id.matchesIssuer(issuer, OcspQuestion.digests())) {
                return entry;
            }
        }
        throw new OcspException("the answer is about another certificate");
    }

    private static OcspVerdict verdict(SingleResp entry, Instant now, Duration grace) throws OcspException {
        Set<?> critical = entry.getCriticalExtensionOIDs();
        if (!critical.isEmpty()) {
            throw new OcspException("the answer has a critical extension that is not known here");
        }
        Instant thisUpdate = entry.getThisUpdate().toInstant();
        Instant nextUpdate = (entry.getNextUpdate() == null ? thisUpdate.plus(WITHOUT_NEXT_UPDATE) : entry.getNextUpdate().toInstant()).plus(grace);
        if (thisUpdate.isAfter(now.plus(Revocations.CLOCK_SKEW))) {
            throw new OcspException("the answer is from the future");
        }
        if (now.isAfter(nextUpdate)) {
            throw new OcspException("the answer is outdated");
        }
        return new OcspVerdict(switch (entry.getCertStatus()) {
            case null -> OcspVerdict.Answer.GOOD; // CertificateStatus.GOOD is null
            case RevokedStatus revoked -> OcspVerdict.Answer.REVOKED;
            default -> OcspVerdict.Answer.UNKNOWN;
        }, thisUpdate, nextUpdate);
    }
}
