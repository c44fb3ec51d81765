package dev.postern.pki;

import dev.postern.pki.CrlSpec.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Turns a {@link CrlSpec} into a signed CRL (RFC 5280 §5). Its number is the time it was made, so that a later one is the greater. */
final class CrlWriter {

    private CrlWriter() {}

    static X509CRL issue(CrlSpec spec, KeyMaterial authority) {
        try {
            var builder = new JcaX509v2CRLBuilder(authority.leaf().getSubjectX500Principal(), Date.from(spec.thisUpdate()));
            builder.setNextUpdate(Date.from(spec.nextUpdate()));
            for (BigInteger serial : spec.revoked()) {
                builder.addCRLEntry(serial, Date.from(spec.thisUpdate()), CRLReason.keyCompromise);
            }
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(spec.thisUpdate().toEpochMilli())));
            scope(builder, spec.scope());
            var signer = new JcaContentSignerBuilder(CertificateWriter.signature(authority.key())).build(authority.key());
            return new JcaX509CRLConverter().getCRL(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException failed) {
            throw new IllegalArgumentException("cannot make a CRL", failed);
        }
    }

    private static void scope(JcaX509v2CRLBuilder builder, CrlSpec.Scope scope) throws IOException {
        if (scope.kind() == Kind.DELTA) {
            builder.addExtension(Extension.deltaCRLIndicator, true, new ASN1Integer(BigInteger.ONE));
        } else if (scope.kind() != Kind.FULL || scope.uri().isPresent()) {
            var name = scope.uri().map(u -> new DistributionPointName(new GeneralNames(San.uri(u).asn1()))).orElse(null);
            builder.addExtension(Extension.issuingDistributionPoint, true, new IssuingDistributionPoint(name, scope.kind() == Kind.ONLY_USERS,
                    scope.kind() == Kind.ONLY_AUTHORITIES, null, scope.kind() == Kind.INDIRECT, false));
        }
    }
}
