package dev.postern.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A place in the chain.
 *
 * @param seq  number of the line, from 1; 0 before the first
 * @param hash SHA-256 of the line's octets without its line feed, lower-case hex; zeros before the first
 */
public record Link(long seq, String hash) {

    public static final Link GENESIS = new Link(0, "0".repeat(64));

    /** To have one made takes longer than a line. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Link::sha256);

    public Link {
        if (seq < 0 || hash.length() != 64 || !isLowerHex(hash)) {
            throw new IllegalArgumentException("seq must not be negative and hash must be 64 hex digits");
        }
    }

    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static Link of(long seq, byte[] line, int length) {
        MessageDigest digest = SHA_256.get();
        digest.update(line, 0, length);
        return new Link(seq, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
