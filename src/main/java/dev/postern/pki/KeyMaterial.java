package dev.postern.pki;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Objects;

/**
 * A private key with its certificate chain, leaf first, each certificate issued by the next; the root may be left out. At most ten certificates.
 *
 * <p>The constructor signs with the key and verifies with the leaf, and verifies each link of the chain: it throws {@link IllegalArgumentException}
 * when they do not belong together. Validity is not looked at: an expired certificate is a matter of operation, not of configuration.
 */
public record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

    static final int MAX_CHAIN = 10;
    private static final byte[] PROBE = new byte[32];

    public KeyMaterial {
        Objects.requireNonNull(key, "key");
        chain = List.copyOf(chain);
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            throw new IllegalArgumentException("a chain has 1 to " + MAX_CHAIN + " certificates, not " + chain.size());
        }
        if (!belongsTo(key, chain.getFirst())) {
            throw new IllegalArgumentException("the private key does not belong to the first certificate, " + name(chain.getFirst()));
        }
        checkOrder(chain);
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** The key type as TLS implementations of the JDK name it: {@code EC}, {@code RSA}, {@code RSASSA-PSS}, {@code EdDSA}. */
    public String keyType() {
        return leaf().getPublicKey().getAlgorithm();
    }

    private static void checkOrder(List<X509Certificate> chain) {
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!issued(chain.get(i + 1), chain.get(i))) {
                throw new IllegalArgumentException("certificate " + (i + 2) + " of the chain, " + name(chain.get(i + 1))
                        + ", did not issue certificate " + (i + 1) + ", " + name(chain.get(i)) + "; write the leaf first, then each issuer");
            }
        }
    }

    /** Whether the names link and the signature verifies; nothing is said about whether the issuer may issue. */
    static boolean issued(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
            return false;
        }
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException otherKey) {
            return false;
        }
    }

    private static boolean belongsTo(PrivateKey key, X509Certificate leaf) {
        try {
            Signature signature = signature(leaf.getPublicKey().getAlgorithm());
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(leaf.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException | RuntimeException otherKind) {
            return false;
        }
    }

    private static Signature signature(String keyType) throws GeneralSecurityException {
        return switch (keyType) {
            case "EC" -> Signature.getInstance("SHA256withECDSA");
            case "RSA" -> Signature.getInstance("SHA256withRSA");
            case "RSASSA-PSS" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
                yield pss;
            }
            default -> Signature.getInstance(keyType);
        };
    }

    private static String name(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.isEmpty() ? "serial " + certificate.getSerialNumber().toString(16) : subject;
    }

    @Override
    public String toString() {
        return "KeyMaterial[key=***, leaf=" + name(leaf()) + ']';
    }
}
