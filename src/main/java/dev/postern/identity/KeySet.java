package dev.postern.identity;

import java.io.IOException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The public signature keys an issuer publishes (JWK Set, RFC 7517 §5). Keys for encryption, symmetric keys, keys whose private part has been
 * published and keys that cannot be read are left out: a set may hold what we do not know (§5). At most {@link #MAX_KEYS}.
 */
final class KeySet {

    static final int MAX_KEYS = 64;

    private record Entry(Optional<String> id, Optional<String> algorithm, PublicKey key) {}

    private final List<Entry> entries;

    private KeySet(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @throws IOException when it is no JWK Set; one without a usable key is one */
    static KeySet parse(byte[] json) throws IOException {
        if (!(StrictJson.object(json).get("keys") instanceof List<?> keys) || keys.size() > MAX_KEYS) {
            throw new IOException("not a JWK Set of at most " + MAX_KEYS + " keys");
        }
        List<Entry> entries = new ArrayList<>();
        for (Object key : keys) {
            entry(key).ifPresent(entries::add);
        }
        return new KeySet(entries);
    }

    private static Optional<Entry> entry(Object key) {
        if (!(key instanceof Map<?, ?> members) || members.containsKey("d") || !isForSignatures(members)) {
            return Optional.empty();
        }
        try {
            @SuppressWarnings("unchecked")
            JsonWebKey jwk = JsonWebKey.Factory.newJwk((Map<String, Object>) members);
            return jwk instanceof PublicJsonWebKey usable && isSound(usable.getPublicKey())
                    ? Optional.of(new Entry(Optional.ofNullable(jwk.getKeyId()), Optional.ofNullable(jwk.getAlgorithm()), usable.getPublicKey()))
                    : Optional.empty();
        } catch (JoseException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** A point must be on its curve (SEC 1 §3.2.2.1): neither jose4j nor the JDK looks. */
    private static boolean isSound(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            ECNamedCurveTable.getParameterSpec(EllipticCurves.getName(ec.getParams().getCurve())).getCurve()
                    .validatePoint(ec.getW().getAffineX(), ec.getW().getAffineY());
        }
        return true;
    }

    private static boolean isForSignatures(Map<?, ?> members) {
        boolean use = !members.containsKey("use") || "sig".equals(members.get("use"));
        boolean operations = !members.containsKey("key_ops") || members.get("key_ops") instanceof List<?> ops && ops.contains("verify");
        return use && operations;
    }

    /**
     * The key a token names. Without a key id the set must hold exactly one key that fits the algorithm; with one, exactly one of that id and fit:
     * which key was meant is never tried out.
     */
    Optional<PublicKey> find(Optional<String> keyId, SignatureAlgorithm algorithm) {
        List<Entry> fitting = entries.stream()
                .filter(entry -> keyId.isEmpty() || keyId.equals(entry.id()))
                .filter(entry -> entry.algorithm().map(algorithm.registered()::equals).orElse(true))
                .filter(entry -> algorithm.fits(entry.key()))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst().key()) : Optional.empty();
    }

    int size() {
        return entries.size();
    }
}
