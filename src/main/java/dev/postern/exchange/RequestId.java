package dev.postern.exchange;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names one exchange, on the page a person sees, in the problem document, in the audit trail and towards the upstream: 128 random bits in hex. */
public record RequestId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static RequestId next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new RequestId(HexFormat.of().formatHex(bits));
    }

    @Override
    public String toString() {
        return value;
    }
}
