package dev.postern.protection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;

/**
 * What a record says in place of a value: HMAC-SHA-256 of its type and octets, cut to {@value #BITS} bits, behind the id of the key: {@code audit:Jx0c9W1mB3uTzA7k}. The same value of the same type has the same
 * fingerprint, so that two records can be seen to be of one card; without the key nothing can be found by trying (NIST SP 800-107r1 §5.3). Two of 2³² different values share one by chance with a probability of
 * 2⁻³³. Who asks brings a value into one form first, without its separators. Immutable, any thread.
 */
public final class Fingerprint {

    public static final int BITS = 96;

    private final String id;
    private final byte[] key;
    private final byte[] maskKey;

    /** @throws IllegalArgumentException when there is no key for fingerprints */
    public Fingerprint(KeySource keys) {
        Key newest = keys.newest(Key.Purpose.FINGERPRINT).orElseThrow(() -> new IllegalArgumentException("there is no key for fingerprints"));
        this.id = newest.id();
        this.key = newest.derived("postern fingerprint 1");
        this.maskKey = newest.derived("postern mask 1");
    }

    public String of(String type, String value) {
        return id + ':' + hashed(key, type, value);
    }

    /** What a reader of a message sees in place of a value: under another key, so that it cannot be looked up in the record. */
    String mask(String type, String value) {
        return hashed(maskKey, type, value);
    }

    private static String hashed(byte[] key, String type, String value) {
        Mac mac = Key.mac(key);
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        mac.update((byte) (name.length >> 8));
        mac.update((byte) name.length);
        mac.update(name);
        byte[] whole = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BITS / Byte.SIZE));
    }

    @Override
    public String toString() {
        return "***";
    }
}
