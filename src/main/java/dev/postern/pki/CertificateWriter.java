package dev.postern.pki;

import dev.postern.pki.CertificateSpec.Constraints;
import dev.postern.pki.CertificateSpec.KeyKind;
import dev.postern.pki.CertificateSpec.Role;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Turns a {@link CertificateSpec} into a signed certificate, with the JDK's own providers. */
final class CertificateWriter {

    private CertificateWriter() {}

    static KeyMaterial selfSigned(CertificateSpec spec) {
        KeyPair keys = keyPair(spec.key());
        return new KeyMaterial(keys.getPrivate(),
                List.of(write(spec, keys.getPublic(), new Issuer(new X500Principal(spec.subject()), keys.getPublic(), keys.getPrivate()))));
    }

    static KeyMaterial issue(CertificateSpec spec, KeyMaterial authority) {
        KeyPair keys = keyPair(spec.key());
        X509Certificate issuer = authority.leaf();
        X509Certificate leaf = write(spec, keys.getPublic(), new Issuer(issuer.getSubjectX500Principal(), issuer.getPublicKey(), authority.key()));
        List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
        authority.chain().stream().filter(c -> !c.getSubjectX500Principal().equals(c.getIssuerX500Principal())).forEach(chain::add);
        return new KeyMaterial(keys.getPrivate(), chain);
    }

    private record Issuer(X500Principal name, PublicKey publicKey, PrivateKey key) {}

    private static X509Certificate write(CertificateSpec spec, PublicKey key, Issuer issuer) {
        try {
            BigInteger serial = new BigInteger(126, new SecureRandom()).setBit(126);
            var builder = new JcaX509v3CertificateBuilder(issuer.name(), serial, Date.from(spec.validity().from()),
                    Date.from(spec.validity().until()), new X500Principal(spec.subject()), key);
            identifiers(builder, key, issuer);
            constraints(builder, spec.constraints());
            usage(builder, spec.usage());
            names(builder, spec);
            var signer = new JcaContentSignerBuilder(signature(issuer.key())).build(issuer.key());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException failed) {
            throw new IllegalArgumentException("cannot make a certificate for " + spec.subject(), failed);
        }
    }

    private static void identifiers(JcaX509v3CertificateBuilder builder, PublicKey key, Issuer issuer)
            throws IOException, GeneralSecurityException {
        var utils = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(key));
        builder.addExtension(Extension.authorityKeyIdentifier, false, utils.createAuthorityKeyIdentifier(issuer.publicKey()));
    }

    private static void constraints(JcaX509v3CertificateBuilder builder, Constraints constraints) throws IOException {
        if (constraints.role() == Role.AUTHORITY) {
            builder.addExtension(Extension.basicConstraints, true,
                    constraints.pathLength().isPresent() ? new BasicConstraints(constraints.pathLength().getAsInt()) : new BasicConstraints(true));
        } else if (constraints.role() == Role.LEAF) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        }
        if (!constraints.permitted().isEmpty() || !constraints.excluded().isEmpty()) {
            builder.addExtension(Extension.nameConstraints, true,
                    new NameConstraints(subtrees(constraints.permitted()), subtrees(constraints.excluded())));
        }
    }

    private static GeneralSubtree[] subtrees(List<San> names) {
        return names.isEmpty() ? null : names.stream().map(n -> new GeneralSubtree(n.asn1())).toArray(GeneralSubtree[]::new);
    }

    private static void usage(JcaX509v3CertificateBuilder builder, CertificateSpec.Usage usage) throws IOException {
        if (usage.keyUsage().isPresent()) {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage.keyUsage().getAsInt()));
        }
        if (!usage.purposes().isEmpty()) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage.purposes().stream().sorted()
                    .map(p -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(p.oid()))).toArray(KeyPurposeId[]::new)));
        }
    }

    private static void names(JcaX509v3CertificateBuilder builder, CertificateSpec spec) throws IOException {
        if (!spec.names().isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, spec.subject().isEmpty(),
                    new GeneralNames(spec.names().stream().map(San::asn1).toArray(GeneralName[]::new)));
        }
        Optional<String> uri = spec.crlUri();
        if (uri.isPresent()) {
            var name = new DistributionPointName(new GeneralNames(San.uri(uri.get()).asn1()));
            builder.addExtension(Extension.cRLDistributionPoints, false,
                    new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)}));
        }
    }

    static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }

    private static KeyPair keyPair(KeyKind kind) {
        try {
            return switch (kind) {
                case EC_P256 -> ec("secp256r1");
                case EC_P384 -> ec("secp384r1");
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case RSA_2048 -> rsa(2048);
                case RSA_1024 -> rsa(1024);
            };
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
