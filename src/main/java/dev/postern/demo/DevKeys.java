package dev.postern.demo;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The signing keys of the development identity provider: one for ES256 that signs, one for RS256 that can; made at start, and anew when they are rotated. Any thread. */
final class DevKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private volatile Pair current = Pair.make();

    private record Pair(PublicJsonWebKey elliptic, PublicJsonWebKey rsa) {

        static Pair make() {
            try {
                return new Pair(named(EcJwkGenerator.generateJwk(EllipticCurves.P256), AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256),
                        named(RsaJwkGenerator.generateJwk(2048), AlgorithmIdentifiers.RSA_USING_SHA256));
            } catch (JoseException everyPlatformCan) {
                throw new IllegalStateException(everyPlatformCan);
            }
        }

        private static PublicJsonWebKey named(PublicJsonWebKey key, String algorithm) {
            byte[] id = new byte[8];
            RANDOM.nextBytes(id);
            key.setKeyId("dev-" + HexFormat.of().formatHex(id));
            key.setAlgorithm(algorithm);
            key.setUse("sig");
            return key;
        }
    }

    /** The old keys are withdrawn at once. */
    void rotate() {
        current = Pair.make();
    }

    String published() {
        Pair keys = current;
        return new JsonWebKeySet(keys.elliptic, keys.rsa).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** Signs with ES256, or with RS256 where that is asked for. */
    String sign(JwtClaims claims, String type, String algorithm) {
        PublicJsonWebKey key = algorithm.equals(AlgorithmIdentifiers.RSA_USING_SHA256) ? current.rsa : current.elliptic;
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", type);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException cannotSign) {
            throw new IllegalStateException(cannotSign);
        }
    }

    /** The claims of a token signed with a key of today; empty for any other. */
    Optional<JwtClaims> read(String token) {
        try {
            JsonWebSignature signature = (JsonWebSignature) JsonWebSignature.fromCompactSerialization(token);
            Pair keys = current;
            for (PublicJsonWebKey key : new PublicJsonWebKey[] {keys.elliptic, keys.rsa}) {
                if (key.getKeyId().equals(signature.getKeyIdHeaderValue()) && key.getAlgorithm().equals(signature.getAlgorithmHeaderValue())) {
                    signature.setKey(key.getPublicKey());
                    return signature.verifySignature() ? Optional.of(JwtClaims.parse(signature.getPayload())) : Optional.empty();
                }
            }
            return Optional.empty();
        } catch (JoseException | org.jose4j.jwt.consumer.InvalidJwtException | ClassCastException notOurs) {
            return Optional.empty();
        }
    }
}
