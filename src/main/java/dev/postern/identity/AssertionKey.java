package dev.postern.identity;

import dev.postern.pki.Pem;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;

/**
 * An EC P-256 key that signs assertions.
 *
 * @param id  its RFC 7638 thumbprint, the {@code kid}
 * @param key the private half
 * @param jwk the public half as it is published
 */
record AssertionKey(String id, PrivateKey key, JsonObject jwk) {

    static AssertionKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return of((ECPublicKey) pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException when the file holds no EC P-256 private key; the message holds nothing of it */
    static AssertionKey read(Path pem) {
        PrivateKey key = Pem.privateKey(pem);
        if (key instanceof ECPrivateKey ec && EllipticCurves.P_256.equals(EllipticCurves.getName(ec.getParams().getCurve()))) {
            return of(publicKey(ec), key);
        }
        throw new IllegalArgumentException(pem + " holds no EC P-256 private key");
    }

    /** A private key alone does not tell its public half: the generator times the secret. */
    private static ECPublicKey publicKey(ECPrivateKey key) {
        var point = ECNamedCurveTable.getParameterSpec("secp256r1").getG().multiply(key.getS()).normalize();
        ECPoint w = new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, key.getParams()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static AssertionKey of(ECPublicKey publicKey, PrivateKey key) {
        EllipticCurveJsonWebKey jwk = new EllipticCurveJsonWebKey(publicKey);
        String id = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
        jwk.setKeyId(id);
        jwk.setUse("sig");
        jwk.setAlgorithm("ES256");
        return new AssertionKey(id, key, new JsonObject(jwk.toParams(OutputControlLevel.PUBLIC_ONLY)));
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
