package dev.postern.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a close frame says (RFC 6455 §5.5.1).
 *
 * @param code absent when it says nothing; else one that may be sent (§7.4)
 * @param text empty without a code; 123 octets of UTF-8 at most
 */
public record CloseReason(OptionalInt code, String text) {

    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int NOT_UTF8 = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    private static final int CODE_BYTES = 2;

    public CloseReason {
        if (code.isPresent() ? !mayBeSent(code.getAsInt()) || text.getBytes(StandardCharsets.UTF_8).length > Opcode.MOST_CONTROL - CODE_BYTES : !text.isEmpty()) {
            throw new IllegalArgumentException("no close reason that may be sent");
        }
    }

    public static CloseReason of(int code, String text) {
        return new CloseReason(OptionalInt.of(code), text);
    }

    static CloseReason read(byte[] payload) throws ProtocolException {
        if (payload.length == 0) {
            return new CloseReason(OptionalInt.empty(), "");
        }
        int code = payload.length < CODE_BYTES ? 0 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        ProtocolException.require(mayBeSent(code), PROTOCOL_ERROR, "a close frame with a code that may not be sent");
        Utf8Check check = new Utf8Check();
        ProtocolException.require(check.add(payload, CODE_BYTES, payload.length) && check.complete(), NOT_UTF8, "a close frame whose reason is no UTF-8");
        return of(code, new String(payload, CODE_BYTES, payload.length - CODE_BYTES, StandardCharsets.UTF_8));
    }

    byte[] payload() {
        if (code.isEmpty()) {
            return new byte[0];
        }
        byte[] reason = text.getBytes(StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOf(new byte[] {(byte) (code.getAsInt() >> 8), (byte) code.getAsInt()}, CODE_BYTES + reason.length);
        System.arraycopy(reason, 0, payload, CODE_BYTES, reason.length);
        return payload;
    }

    /** §7.4.1 with the codes IANA has added, §7.4.2. */
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
