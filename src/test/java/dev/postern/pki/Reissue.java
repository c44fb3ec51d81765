package dev.postern.pki;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues another certificate for the same name and key of an authority. */
record Reissue(CertificateAuthority issuer, CertificateAuthority subject) {

    X509Certificate certificate(Instant from, Instant until) {
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(issuer.certificate().getSubjectX500Principal(), BigInteger.valueOf(from.toEpochMilli()),
                            Date.from(from),
                    Date.from(until), subject.certificate().getSubjectX500Principal(), subject.certificate().getPublicKey());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.material().key())));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
