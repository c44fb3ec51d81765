package dev.postern.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** CRLs that no authority made. */
public final class OddCrl {

    private static final int ENTRIES = 5;

    private OddCrl() {}

    /** In a genuine one's name and with its signature, but of {@code octets} in place of its entries, which no reader of CRLs takes. */
    public static byte[] unreadable(X509CRL genuine, int octets) {
        try {
            ASN1Sequence whole = ASN1Sequence.getInstance(genuine.getEncoded());
            ASN1Encodable[] signed = ASN1Sequence.getInstance(whole.getObjectAt(0)).toArray();
            signed[ENTRIES] = new DERSequence(new DEROctetString(new byte[octets]));
            return new DERSequence(new ASN1Encodable[] {new DERSequence(signed), whole.getObjectAt(1), whole.getObjectAt(2)}).getEncoded();
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
