package dev.postern.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;

/** Makes tokens, good ones and bad ones. */
final class TestIssuer {

    static final String ISSUER = "https://idp.corp.test/realms/corp";
    static final String AUDIENCE = "https://api.corp.test";

    final KeyPair rsa = pair("RSA", "");
    final KeyPair ec = pair("EC", "secp256r1");

    static KeyPair pair(String type, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (curve.isEmpty()) {
                generator.initialize(2048);
            } else {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    String jwks() {
        return set(jwk(rsa, "rsa-1"), jwk(ec, "ec-1"));
    }

    static String set(JsonObject... keys) {
        JsonArray array = new JsonArray();
        for (JsonObject key : keys) {
            array.add(key);
        }
        return new JsonObject().put("keys", array).encode();
    }

    static JsonObject jwk(KeyPair pair, String kid) {
        try {
            return new JsonObject(JsonWebKey.Factory.newJwk(pair.getPublic()).toParams(OutputControlLevel.PUBLIC_ONLY)).put("kid", kid);
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    static JsonObject claims() {
        long now = TestClock.START.getEpochSecond();
        return new JsonObject().put("iss", ISSUER).put("aud", AUDIENCE).put("sub", "alice").put("iat", now).put("exp", now + 600)
                .put("groups", new JsonArray().add("finance").add("staff"));
    }

    static JsonObject header(String alg, String kid) {
        return new JsonObject().put("alg", alg).put("kid", kid);
    }

    /** A good ES256 token with its claims changed. */
    String es256(Consumer<JsonObject> change) {
        JsonObject claims = claims();
        change.accept(claims);
        return sign(header("ES256", "ec-1"), claims.encode(), ec.getPrivate());
    }

    String rs256(Consumer<JsonObject> change) {
        JsonObject claims = claims();
        change.accept(claims);
        return sign(header("RS256", "rsa-1"), claims.encode(), rsa.getPrivate());
    }

    /** A good ES256 token with its header changed; signed over what is sent. */
    String header(Consumer<JsonObject> change) {
        JsonObject header = header("ES256", "ec-1");
        change.accept(header);
        return sign(header, claims().encode(), ec.getPrivate());
    }

    static String sign(JsonObject header, String payload, Key key) {
        try {
            JsonWebSignature jws = new JsonWebSignature();
            header.forEach(member -> jws.setHeader(member.getKey(), member.getValue()));
            jws.setPayload(payload);
            jws.setKey(key);
            jws.setDoKeyValidation(false);
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            return jws.getCompactSerialization();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Signs with ES256 exactly the given header text, however odd it is. */
    String signRaw(String header, String payload) {
        try {
            String input = base64(header) + '.' + base64(payload);
            var signature = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(ec.getPrivate());
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
