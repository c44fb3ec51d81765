package dev.postern.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of the session cookie: a constant part of 128 random bits that finds the session, a dot, and a secret of 256 bits that rotates. Because
 * the first part stays, a secret that is no longer good is recognised as such without a list of old ones.
 *
 * <p>The successor of a secret is derived from it and a salt that the store keeps. So each request that still comes with the old secret can be told
 * the same new one, and neither is ever stored: the salt is worth nothing without the old secret.
 */
final class SessionId {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int REF_CHARS = 22;
    private static final int SECRET_CHARS = 43;
    private static final int SALT_BYTES = 16;

    private final String ref;
    private final String secret;

    private SessionId(String ref, String secret) {
        this.ref = ref;
        this.secret = secret;
    }

    static SessionId next() {
        return new SessionId(random(16), random(32));
    }

    static String nextSalt() {
        return random(SALT_BYTES);
    }

    /** Empty for anything this class did not make. */
    static Optional<SessionId> parse(String text) {
        if (text.length() != REF_CHARS + 1 + SECRET_CHARS || text.charAt(REF_CHARS) != '.') {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (i != REF_CHARS && !isBase64Url(text.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new SessionId(text.substring(0, REF_CHARS), text.substring(REF_CHARS + 1)));
    }

    SessionKey key() {
        return new SessionKey(IdHash.of(ref).value());
    }

    IdHash hash() {
        return IdHash.of(secret);
    }

    SessionId successor(String salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return new SessionId(ref, base64(mac.doFinal(salt.getBytes(StandardCharsets.US_ASCII))));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the cookie carries. */
    String reveal() {
        return ref + '.' + secret;
    }

    private static String random(int bytes) {
        byte[] bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return base64(bits);
    }

    private static String base64(byte[] bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static boolean isBase64Url(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    @Override
    public String toString() {
        return "***";
    }
}
