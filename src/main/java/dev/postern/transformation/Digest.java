package dev.postern.transformation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * {@code t:md5} and {@code t:sha1}: the digest of the value, raw: 16 and 20 octets. Usually followed by {@code t:hexEncode}. They tell whether a value is a known one;
 * nothing secret rests on them.
 *
 * <p>Example: {@code t:sha1,t:hexEncode} makes the empty value into {@code da39a3ee5e6b4b0d3255bfef95601890afd80709}.
 */
enum Digest implements Transformation {
    MD5("MD5"),
    SHA1("SHA-1");

    /** To have one made takes longer than a short value. */
    private final ThreadLocal<MessageDigest> digest;

    Digest(String algorithm) {
        digest = ThreadLocal.withInitial(() -> of(algorithm));
    }

    @Override
    public byte[] apply(byte[] in) {
        return digest.get().digest(in);
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has " + algorithm, missing);
        }
    }
}
