package dev.postern.demo;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The ES256 signing key of the development identity provider: made at start, and anew when it is rotated. Any thread. */
final class DevKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private volatile PublicJsonWebKey current = make();

    private static PublicJsonWebKey make() {
        try {
            byte[] id = new byte[8];
            RANDOM.nextBytes(id);
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("dev-" + HexFormat.of().formatHex(id));
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            key.setUse("sig");
            return key;
        } catch (JoseException everyPlatformCan) {
            throw new IllegalStateException(everyPlatformCan);
        }
    }

    /** The old key is withdrawn at once. */
    void rotate() {
        current = make();
    }

    String published() {
        return new JsonWebKeySet(current).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    String sign(JwtClaims claims, String type) {
        return sign(claims, Optional.of(type));
    }

    /** @param type {@code typ}, which some providers leave out */
    String sign(JwtClaims claims, Optional<String> type) {
        PublicJsonWebKey key = current;
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        type.ifPresent(typ -> signature.setHeader("typ", typ));
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException cannotSign) {
            throw new IllegalStateException(cannotSign);
        }
    }

    /** The claims of a token signed with today's key; empty for any other. */
    Optional<JwtClaims> read(String token) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
            signature.setCompactSerialization(token);
            signature.setKey(current.getPublicKey());
            return signature.verifySignature() ? Optional.of(JwtClaims.parse(signature.getPayload())) : Optional.empty();
        } catch (JoseException | InvalidJwtException notOurs) {
            return Optional.empty();
        }
    }
}
