package dev.postern.pki;

import java.io.IOException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The signatures and keys believed here: SHA-2 with RSA (PKCS #1 v1.5 or PSS) of 2048 to 8192 bits, with ECDSA on curves of 256 to 521 bits, and
 * EdDSA. By object identifier, since the names differ between providers. The JDK's own list (jdk.certpath.disabledAlgorithms) is laxer, and is
 * applied as well.
 */
final class Algorithms {

    private static final String RSA_PSS = "1.2.840.113549.1.1.10";

    private static final Set<String> SIGNATURES = Set.of(
            "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
            "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
            "1.3.101.112", "1.3.101.113");

    private static final Set<String> PSS_DIGESTS = Set.of("2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3");

    private Algorithms() {}

    static boolean strong(X509Certificate certificate) {
        return strong(certificate.getSigAlgOID(), certificate.getSigAlgParams());
    }

    static boolean strong(X509CRL crl) {
        return strong(crl.getSigAlgOID(), crl.getSigAlgParams());
    }

    static boolean strong(AlgorithmIdentifier signature) throws IOException {
        byte[] parameters = signature.getParameters() == null ? null : signature.getParameters().toASN1Primitive().getEncoded();
        return strong(signature.getAlgorithm().getId(), parameters);
    }

    static boolean strong(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= 2048 && rsa.getModulus().bitLength() <= 8192;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= 256 && ec.getParams().getOrder().bitLength() <= 521;
            case EdECPublicKey _ -> true;
            default -> false;
        };
    }

    private static boolean strong(String oid, byte[] parameters) {
        return SIGNATURES.contains(oid) || oid.equals(RSA_PSS) && parameters != null
                && PSS_DIGESTS.contains(RSASSAPSSparams.getInstance(parameters).getHashAlgorithm().getAlgorithm().getId());
    }
}
