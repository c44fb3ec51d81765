package dev.postern.exchange;

import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Names one exchange, on the page a person sees, in the problem document, in the audit trail and towards the upstream: 128 random bits in hex. */
public record RequestId(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    /** Random octets for some ids at once: asking for them costs more than they do. */
    private static final FastThreadLocal<ByteBuffer> SUPPLY = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return ByteBuffer.allocate(64 * BYTES).flip();
        }
    };

    public static RequestId next() {
        ByteBuffer supply = SUPPLY.get();
        if (!supply.hasRemaining()) {
            RANDOM.nextBytes(supply.clear().array());
        }
        int at = supply.position();
        supply.position(at + BYTES);
        return new RequestId(HexFormat.of().formatHex(supply.array(), at, at + BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
