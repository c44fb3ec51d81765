package dev.postern.identity;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.jose4j.keys.EllipticCurves;

/**
 * Signature algorithms a token issuer may be configured with (RFC 7518 §3.1, RFC 8037), and which key fits each. There is no {@code none} and no HMAC
 * here, so none can be configured, and a key is never used with an algorithm of another family: that is what confusion attacks need.
 */
enum SignatureAlgorithm {
    RS256(Family.RSA), RS384(Family.RSA), RS512(Family.RSA),
    PS256(Family.RSA), PS384(Family.RSA), PS512(Family.RSA),
    ES256(Family.P256), ES384(Family.P384), ES512(Family.P521),
    EDDSA(Family.ED25519);

    private enum Family { RSA, P256, P384, P521, ED25519 }

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;

    private final Family family;

    SignatureAlgorithm(Family family) {
        this.family = family;
    }

    /** By its registered name; names are case-sensitive (RFC 7515 §4.1.1). */
    static Optional<SignatureAlgorithm> named(String name) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.registered().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    String registered() {
        return this == EDDSA ? "EdDSA" : name();
    }

    boolean fits(PublicKey key) {
        return switch (family) {
            case RSA -> key instanceof RSAPublicKey rsa && isAcceptable(rsa.getModulus().bitLength());
            case P256 -> isOn(EllipticCurves.P_256, key);
            case P384 -> isOn(EllipticCurves.P_384, key);
            case P521 -> isOn(EllipticCurves.P_521, key);
            case ED25519 -> key instanceof EdECPublicKey edwards && edwards.getParams().getName().equals("Ed25519");
        };
    }

    private static boolean isAcceptable(int rsaBits) {
        return rsaBits >= MIN_RSA_BITS && rsaBits <= MAX_RSA_BITS;
    }

    private static boolean isOn(String curve, PublicKey key) {
        return key instanceof ECPublicKey ec && curve.equals(EllipticCurves.getName(ec.getParams().getCurve()));
    }
}
