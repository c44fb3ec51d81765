package dev.postern.identity;

import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 in base64url of something that must not be kept itself. Its input has at least 128 random bits or is no secret, so it needs no salt. */
public record IdHash(String value) {

    private static final FastThreadLocal<MessageDigest> SHA_256 = new FastThreadLocal<>() {
        @Override
        protected MessageDigest initialValue() throws NoSuchAlgorithmException {
            return MessageDigest.getInstance("SHA-256");
        }
    };

    static IdHash of(String text) {
        return new IdHash(Base64.getUrlEncoder().withoutPadding().encodeToString(SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Compares in constant time. */
    boolean matches(IdHash other) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.US_ASCII), other.value.getBytes(StandardCharsets.US_ASCII));
    }
}
