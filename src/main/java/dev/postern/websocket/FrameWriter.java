package dev.postern.websocket;

import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * Writes frames as one side of a WebSocket sends them (RFC 6455 §5). What is written between two calls is a whole number of frames, so control frames can be put in anywhere. Any
 * thread, one at a time.
 */
public final class FrameWriter {

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private final Role as;
    private final IntSupplier keys;
    private boolean inMessage;

    /** With masks that nobody can foresee, where there are any. */
    public FrameWriter(Role as) {
        this(as, MaskKeys::next);
    }

    /** @param keys of masks; not asked as a server */
    public FrameWriter(Role as, IntSupplier keys) {
        this.as = Objects.requireNonNull(as);
        this.keys = Objects.requireNonNull(keys);
    }

    /** A message in one frame. */
    public byte[] message(Kind kind, byte[] payload) {
        if (inMessage) {
            throw new IllegalStateException("a message within another");
        }
        return frame(opcode(kind), Part.LAST, payload);
    }

    /** A piece of a message that is not held until it is whole, in a frame of its own. */
    public byte[] passing(Kind kind, byte[] piece, Part part) {
        byte[] frame = frame(inMessage ? Opcode.CONTINUATION : opcode(kind), part, piece);
        inMessage = part == Part.MORE;
        return frame;
    }

    private static Opcode opcode(Kind kind) {
        return switch (kind) {
            case TEXT -> Opcode.TEXT;
            case BINARY -> Opcode.BINARY;
        };
    }

    public byte[] ping(byte[] payload) {
        return frame(Opcode.PING, Part.LAST, payload);
    }

    public byte[] pong(byte[] payload) {
        return frame(Opcode.PONG, Part.LAST, payload);
    }

    public byte[] close(CloseReason reason) {
        return frame(Opcode.CLOSE, Part.LAST, reason.payload());
    }

    private byte[] frame(Opcode opcode, Part part, byte[] payload) {
        if (opcode.isControl() && payload.length > Opcode.MOST_CONTROL) {
            throw new IllegalArgumentException("a control frame that is too long");
        }
        int lengthBytes = payload.length < TWO_BYTES ? 0 : payload.length < 1 << 16 ? 2 : 8;
        int headBytes = 2 + lengthBytes + (as == Role.CLIENT ? 4 : 0);
        byte[] frame = new byte[headBytes + payload.length];
        frame[0] = (byte) (opcode.code() | (part == Part.LAST ? FINAL : 0));
        frame[1] = (byte) (lengthBytes == 0 ? payload.length : lengthBytes == 2 ? TWO_BYTES : EIGHT_BYTES);
        number(payload.length, frame, 2, lengthBytes);
        System.arraycopy(payload, 0, frame, headBytes, payload.length);
        if (as == Role.CLIENT) {
            int key = keys.getAsInt();
            frame[1] |= (byte) MASKED;
            number(key, frame, 2 + lengthBytes, 4);
            Mask.apply(frame, headBytes, frame.length, key, 0);
        }
        return frame;
    }

    private static void number(long value, byte[] out, int at, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out[at + i] = (byte) (value >> Byte.SIZE * (bytes - 1 - i));
        }
    }
}
