package dev.postern.pki;

import dev.postern.fuzz.FuzzSeeds;
import dev.postern.fuzz.Text;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;

/** A revocation list as it is fetched, octet by octet: it says something about a certificate only when the authority signed just this list. The first seed is the authority, the second the list. */
public final class CrlFuzz {

    private static final List<byte[]> SEEDS = FuzzSeeds.of("crl");
    private static final X509Certificate AUTHORITY = authority();
    private static final String SIGNED = tbs(list(SEEDS.get(1)));

    private CrlFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        RevocationList list;
        boolean outlined = false;
        try {
            outlined = new CrlOutline(data).signedBy(AUTHORITY);
        } catch (IllegalArgumentException refused) {
            Text.holds(refused instanceof RevocationList.UnsupportedCrl, "outlined in words of others: " + refused);
        }
        try {
            list = RevocationList.parse(data);
        } catch (IllegalArgumentException refused) {
            Text.holds(refused instanceof RevocationList.UnsupportedCrl, "refused in words of others: " + refused);
            Text.holds(!outlined, "signed, and yet unreadable");
            return;
        }
        X509CRL crl = list(data);
        Text.holds(!outlined || list.signedBy(AUTHORITY), "its outline is signed, and it is not");
        Text.holds(!list.signedBy(AUTHORITY) || tbs(crl).equals(SIGNED), "a list that nobody signed counts");
        Text.holds(!list.olderThan(list) && list.issuer().equals(crl.getIssuerX500Principal()), "not itself");
    }

    private static X509CRL list(byte[] der) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException refused) {
            return null;
        }
    }

    private static X509Certificate authority() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(SEEDS.getFirst()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String tbs(X509CRL crl) {
        try {
            return Text.hex(crl.getTBSCertList());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
