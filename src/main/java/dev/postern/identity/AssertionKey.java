package dev.postern.identity;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
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
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
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

    /**
     * @param pem PKCS #8 ({@code PRIVATE KEY}) or SEC 1 ({@code EC PRIVATE KEY}), not encrypted
     * @throws IOException when it is no EC P-256 private key; the message holds nothing of it
     */
    static AssertionKey parse(String pem) throws IOException {
        PrivateKeyInfo info = privateKey(pem);
        try {
            PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
            if (key instanceof ECPrivateKey ec && EllipticCurves.P_256.equals(EllipticCurves.getName(ec.getParams().getCurve()))) {
                return of(publicKey(ec), key);
            }
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IOException("the private key cannot be used");
        }
        throw new IOException("not an EC P-256 private key");
    }

    private static PrivateKeyInfo privateKey(String pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                if (object instanceof PrivateKeyInfo info) {
                    return info;
                }
                if (object instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            throw new IOException("not readable as PEM");
        }
        throw new IOException("no private key in it");
    }

    private static ECPublicKey publicKey(ECPrivateKey key) throws GeneralSecurityException {
        BigInteger secret = key.getS();
        var point = ECNamedCurveTable.getParameterSpec("secp256r1").getG().multiply(secret).normalize();
        ECPoint w = new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, key.getParams()));
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
