package dev.postern.pki;

import dev.postern.pki.RevocationList.UnsupportedCrl;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * A CRL as servers give it out (DER, RFC 5280 §5.1) of which nothing is read yet but who issued it and how it is signed: a few lengths are followed, and nothing is built of its
 * entries, which may be hundreds of thousands. So whether an authority signed the octets can be told before anything is made of them. The octets are untrusted; any thread.
 */
public final class CrlOutline {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int MAX_NAME = 16 << 10;
    private static final int MAX_ALGORITHM = 1 << 10;
    private static final int MAX_SIGNATURE = 4 << 10;

    private final byte[] der;
    private final Tlv signed;
    private final X500Principal issuer;
    private final AlgorithmIdentifier algorithm;
    private final byte[] signature;

    /**
     * @param der not copied: whoever gives it changes it no more
     * @throws IllegalArgumentException saying in our words what is wrong with it
     */
    public CrlOutline(byte[] der) {
        this.der = der;
        Tlv whole = at(0, der.length).of(SEQUENCE);
        if (whole.end() != der.length) {
            throw unreadable();
        }
        this.signed = at(whole.content(), whole.end()).of(SEQUENCE);
        Tlv algorithm = at(signed.end(), whole.end()).of(SEQUENCE).within(MAX_ALGORITHM);
        Tlv signature = at(algorithm.end(), whole.end()).of(BIT_STRING).within(MAX_SIGNATURE);
        if (signature.end() != whole.end() || signature.content() == signature.end() || der[signature.content()] != 0) {
            throw unreadable();
        }
        Tlv first = at(signed.content(), signed.end());
        Tlv inner = (first.tag() == INTEGER ? at(first.end(), signed.end()) : first).of(SEQUENCE).within(MAX_ALGORITHM);
        Tlv name = at(inner.end(), signed.end()).of(SEQUENCE).within(MAX_NAME);
        try {
            this.issuer = new X500Principal(Arrays.copyOfRange(der, name.begin(), name.end()));
            this.algorithm = AlgorithmIdentifier.getInstance(Arrays.copyOfRange(der, algorithm.begin(), algorithm.end()));
        } catch (RuntimeException broken) {
            throw unreadable();
        }
        this.signature = Arrays.copyOfRange(der, signature.content() + 1, signature.end());
    }

    public X500Principal issuer() {
        return issuer;
    }

    /** Whether {@code authority} may sign CRLs and signed just these octets, with a strong algorithm. */
    public boolean signedBy(X509Certificate authority) {
        try {
            if (!CertificateFacts.maySignCrls(authority) || !Algorithms.strong(algorithm) || !Algorithms.strong(authority.getPublicKey())) {
                return false;
            }
            ContentVerifier verifier = new JcaContentVerifierProviderBuilder().build(authority.getPublicKey()).get(algorithm);
            try (OutputStream octets = verifier.getOutputStream()) {
                octets.write(der, signed.begin(), signed.end() - signed.begin());
            }
            return verifier.verify(signature);
        } catch (IOException | OperatorCreationException | RuntimeException otherKey) {
            return false;
        }
    }

    /**
     * Reads all of it.
     *
     * @throws IllegalArgumentException as {@link RevocationList#parse}
     */
    public RevocationList read() {
        return RevocationList.parse(der);
    }

    /** One value, its length definite and within what is there. */
    private Tlv at(int begin, int limit) {
        if (limit - begin < 2 || (der[begin] & 0x1f) == 0x1f) {
            throw unreadable();
        }
        int octets = (der[begin + 1] & 0x80) == 0 ? 0 : der[begin + 1] & 0x7f;
        int content = begin + 2 + octets;
        if ((der[begin + 1] & 0xff) == 0x80 || octets > 4 || content > limit) {
            throw unreadable();
        }
        long length = octets == 0 ? der[begin + 1] : 0;
        for (int i = begin + 2; i < content; i++) {
            length = length << 8 | der[i] & 0xff;
        }
        if (length > limit - content) {
            throw unreadable();
        }
        return new Tlv(der[begin] & 0xff, begin, content, content + (int) length);
    }

    private record Tlv(int tag, int begin, int content, int end) {

        Tlv of(int expected) {
            if (tag != expected) {
                throw unreadable();
            }
            return this;
        }

        Tlv within(int most) {
            if (end - begin > most) {
                throw unreadable();
            }
            return this;
        }
    }

    private static UnsupportedCrl unreadable() {
        return new UnsupportedCrl("what was fetched is no CRL in DER");
    }
}
