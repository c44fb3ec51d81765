package dev.postern.websocket;

import java.util.Optional;

/** Reads the head of one frame (RFC 6455 §5.2), octet after octet, and judges it by itself. */
final class FrameHead {

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final Role from;
    private int read;
    private int length = 2;
    private int lengthBytes;
    private boolean last;
    private Opcode opcode = Opcode.CONTINUATION;
    private long payload;
    private int key;

    FrameHead(Role from) {
        this.from = from;
    }

    /** @return whether the head is whole */
    boolean add(byte octet) throws ProtocolException {
        int value = octet & 0xff;
        switch (read++) {
            case 0 -> first(value);
            case 1 -> second(value);
            default -> {
                if (read <= 2 + lengthBytes) {
                    payload = payload << 8 | value;
                } else {
                    key = key << 8 | value;
                }
            }
        }
        if (read == 2 + lengthBytes && lengthBytes > 0) {
            require(payload >= (lengthBytes == 2 ? TWO_BYTES : 1 << 16), "a length that is not written in the least octets");
        }
        return read == length;
    }

    private void first(int value) throws ProtocolException {
        require((value & RESERVED) == 0, "a reserved bit without an extension");
        Optional<Opcode> known = Opcode.of(value & 0x0f);
        require(known.isPresent(), "a frame of no known kind");
        opcode = known.get();
        last = (value & FINAL) != 0;
        require(last || !opcode.isControl(), "a control frame in fragments");
    }

    private void second(int value) throws ProtocolException {
        boolean masked = (value & MASKED) != 0;
        require(masked == (from == Role.CLIENT), masked ? "a masked frame of a server" : "a frame of a client that is not masked");
        int small = value & 0x7f;
        require(small <= Opcode.MOST_CONTROL || !opcode.isControl(), "a control frame that is too long");
        lengthBytes = small == TWO_BYTES ? 2 : small == EIGHT_BYTES ? 8 : 0;
        payload = lengthBytes == 0 ? small : 0;
        length = 2 + lengthBytes + (masked ? 4 : 0);
    }

    private static void require(boolean holds, String otherwise) throws ProtocolException {
        ProtocolException.require(holds, CloseReason.PROTOCOL_ERROR, otherwise);
    }

    Opcode opcode() {
        return opcode;
    }

    Part part() {
        return last ? Part.LAST : Part.MORE;
    }

    long payloadBytes() {
        return payload;
    }

    /** 0 for a frame that is not masked, which masks nothing. */
    int key() {
        return key;
    }
}
