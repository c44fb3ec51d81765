package dev.postern.protection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of 256 bits, what it is for, and the name it has in what it protected. Shown as {@code ***} and compared in constant time; the key itself leaves this package in no form: whatever is
 * computed uses a key derived from it by HMAC-SHA-256 under a label of its own (NIST SP 800-108r1 §4), so that two uses never share one. Immutable.
 */
public final class Key {

    public static final int BYTES = 32;
    /** The longest id; it stands in every envelope. */
    public static final int MOST_ID_CHARACTERS = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1," + MOST_ID_CHARACTERS + "}");

    private final String id;
    private final Purpose purpose;
    private final byte[] secret;

    /** What a key may be used for; a key is used for one thing alone. */
    public enum Purpose { TOKEN, ENVELOPE, FINGERPRINT }

    /**
     * @param id     letters, digits, {@code -} and {@code _}, at most {@value #MOST_ID_CHARACTERS}
     * @param secret {@value #BYTES} octets; copied
     */
    public Key(String id, Purpose purpose, byte[] secret) {
        if (!isId(id)) {
            throw new IllegalArgumentException("the id of a key is 1 to " + MOST_ID_CHARACTERS + " letters, digits, - and _");
        }
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " octets, not " + secret.length);
        }
        this.id = id;
        this.purpose = purpose;
        this.secret = secret.clone();
    }

    static boolean isId(String text) {
        return text.length() <= MOST_ID_CHARACTERS && ID.matcher(text).matches();
    }

    public String id() {
        return id;
    }

    public Purpose purpose() {
        return purpose;
    }

    boolean sameSecret(Key other) {
        return MessageDigest.isEqual(secret, other.secret);
    }

    /** Of 256 bits, for one use alone. */
    byte[] derived(String label, byte[] context) {
        Mac mac = mac(secret);
        mac.update(label.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        return mac.doFinal(context);
    }

    byte[] derived(String label) {
        return derived(label, new byte[0]);
    }

    static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key that && id.equals(that.id) && purpose == that.purpose && sameSecret(that);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
