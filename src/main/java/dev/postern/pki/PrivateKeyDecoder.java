package dev.postern.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Turns one PEM block into a key of the JDK's own providers. SEC 1 (RFC 5915) and PKCS #1 (RFC 8017) are wrapped into PKCS #8 (RFC 5958) first.
 * Causes are dropped from errors on purpose: nothing of a key may reach a log.
 */
final class PrivateKeyDecoder {

    private PrivateKeyDecoder() {}

    static PrivateKey decode(Path file, PemObject block) {
        if (block.getType().startsWith("ENCRYPTED") || !block.getHeaders().isEmpty()) {
            throw new IllegalArgumentException(file + ": the private key is encrypted; give it unencrypted and protect the file by its permissions");
        }
        try {
            PrivateKeyInfo info = pkcs8(file, block);
            return KeyFactory.getInstance(algorithm(file, info)).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (UnsupportedKey unsupported) {
            throw unsupported;
        } catch (IOException | GeneralSecurityException | RuntimeException broken) {
            throw new IllegalArgumentException(file + ": the private key cannot be read (" + block.getType() + ')');
        }
    }

    private static PrivateKeyInfo pkcs8(Path file, PemObject block) throws IOException {
        return switch (block.getType()) {
            case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.getContent());
            case "RSA PRIVATE KEY" -> new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(block.getContent()));
            case "EC PRIVATE KEY" -> {
                ECPrivateKey key = ECPrivateKey.getInstance(block.getContent());
                yield new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key);
            }
            default -> throw new UnsupportedKey(file + ": a " + block.getType() + " is not supported; convert it to PKCS #8");
        };
    }

    private static String algorithm(Path file, PrivateKeyInfo info) {
        var oid = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return "EC";
        }
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return "RSASSA-PSS";
        }
        if (oid.equals(EdECObjectIdentifiers.id_Ed25519) || oid.equals(EdECObjectIdentifiers.id_Ed448)) {
            return "EdDSA";
        }
        throw new UnsupportedKey(file + ": a private key of the algorithm " + oid + " is not supported; use EC, RSA or Ed25519");
    }

    /** Carries a message of our own, which is safe to show. */
    private static final class UnsupportedKey extends IllegalArgumentException {
        UnsupportedKey(String message) {
            super(message);
        }
    }
}
