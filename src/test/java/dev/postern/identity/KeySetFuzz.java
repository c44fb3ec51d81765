package dev.postern.identity;

import dev.postern.fuzz.Text;
import java.io.IOException;
import java.util.Optional;

/** A key set from an issuer: refused, or a bounded number of public keys, none of which serves two algorithms. */
public final class KeySetFuzz {

    private KeySetFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        KeySet keys;
        try {
            keys = KeySet.parse(data);
        } catch (IOException refused) {
            return;
        }
        Text.holds(keys.size() <= KeySet.MAX_KEYS, keys.size() + " keys");
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            keys.find(Optional.empty(), algorithm).ifPresent(key -> {
                Text.holds(algorithm.fits(key), "key does not fit " + algorithm);
                Text.holds(!(key instanceof java.security.PrivateKey) && !(key instanceof javax.crypto.SecretKey), "not a public key");
            });
        }
    }
}
