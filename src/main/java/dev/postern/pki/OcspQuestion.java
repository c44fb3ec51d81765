package dev.postern.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * One question to an OCSP responder (RFC 6960 §4.1): about one certificate, with a nonce of 32 octets (RFC 9654). The certificate is named by SHA-1 hashes, which every responder
 * understands (RFC 5019 §2.1.1); they identify and prove nothing. What comes back is read by {@link OcspAnswer}.
 */
public record OcspQuestion(BigInteger serial, X509Certificate issuer, Nonce nonce) {

    /** Whether an answer must repeat our nonce: without that, an answer that is still in force may be a replayed one. */
    public enum NonceRule { OPTIONAL, REQUIRED }

    static final int NONCE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A random value that the answer to this question alone can repeat. */
    record Nonce(byte[] value, NonceRule rule) {

        Nonce {
            value = value.clone();
        }
    }

    public static OcspQuestion about(BigInteger serial, X509Certificate issuer, NonceRule rule) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return new OcspQuestion(serial, issuer, new Nonce(nonce, rule));
    }

    /** DER, for the body of a POST. */
    public byte[] encoded() {
        try {
            Extension carried = new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce.value()).getEncoded());
            CertificateID id = new CertificateID(digests().get(CertificateID.HASH_SHA1), new JcaX509CertificateHolder(issuer), serial);
            return new OCSPReqBuilder().addRequest(id).setRequestExtensions(new Extensions(carried)).build().getEncoded();
        } catch (IOException | OCSPException | CertificateEncodingException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }
}
