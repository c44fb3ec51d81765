package dev.postern.websocket;

import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the frames that one side of a WebSocket sends (RFC 6455 §5), in whatever pieces they come: messages are put together, and text is checked to be UTF-8, as early as it can be told;
 * control frames pass at once, between the fragments of messages too. No extension is known, so none may have been agreed on:
 * {@code Sec-WebSocket-Extensions} must not reach the server. What follows a close frame is not read.
 *
 * <p>Memory: one message, twice while it grows or is handed over, and a control frame. Nothing is set aside for what is only announced. It never waits. Any thread, one at a time.
 */
public final class FrameReader {

    private enum Message { NONE, HELD, PASSING }

    private final Role from;
    private final Limits limits;
    private final MessageHandler handler;
    private FrameHead head;
    private boolean inPayload;
    private long payloadRead;
    private Message message = Message.NONE;
    private Utf8Check utf8 = new Utf8Check();
    private Kind kind = Kind.TEXT;
    private final Gathered held = new Gathered();
    private final Gathered control = new Gathered();
    private boolean heard;
    private boolean closed;

    /** Octets put together. */
    private static final class Gathered {
        private static final byte[] NOTHING = {};
        private byte[] octets = NOTHING;
        private int length;

        /** @param most that there will ever be */
        private void add(byte[] more, int most) {
            if (octets.length - length < more.length) {
                octets = Arrays.copyOf(octets, Math.max(length + more.length, (int) Math.min(2L * length, most)));
            }
            System.arraycopy(more, 0, octets, length, more.length);
            length += more.length;
        }

        private byte[] take() {
            byte[] all = octets.length == length ? octets : Arrays.copyOf(octets, length);
            octets = NOTHING;
            length = 0;
            return all;
        }
    }

    public FrameReader(Role from, Limits limits, MessageHandler handler) {
        this.from = Objects.requireNonNull(from);
        this.limits = Objects.requireNonNull(limits);
        this.handler = Objects.requireNonNull(handler);
        this.head = new FrameHead(from);
    }

    /**
     * Reads on until a whole message has been handed over, or all of the piece has been read. So whoever has to wait for something before the next message can.
     *
     * @return where to read on; the length of the piece when it has been read
     * @throws ProtocolException when the connection must be closed for it; what was heard before stands, and nothing is read after it
     */
    public int read(byte[] piece, int from) throws ProtocolException {
        int at = from;
        heard = false;
        try {
            while (at < piece.length && !closed && !heard) {
                if (inPayload) {
                    long left = head.payloadBytes() - payloadRead;
                    int to = left < piece.length - at ? at + (int) left : piece.length;
                    payload(Arrays.copyOfRange(piece, at, to));
                    at = to;
                } else if (head.add(piece[at++])) {
                    begin();
                }
            }
        } catch (ProtocolException broken) {
            closed = true;
            throw broken;
        }
        return closed ? piece.length : at;
    }

    /** Whether a close frame has been read, or an error. */
    public boolean closed() {
        return closed;
    }

    private void begin() throws ProtocolException {
        inPayload = true;
        payloadRead = 0;
        if (!head.opcode().isControl()) {
            if (head.opcode() == Opcode.CONTINUATION) {
                require(message != Message.NONE, CloseReason.PROTOCOL_ERROR, "a continuation of no message");
            } else {
                require(message == Message.NONE, CloseReason.PROTOCOL_ERROR, "a message within another");
                message = Message.HELD;
                kind = head.opcode() == Opcode.TEXT ? Kind.TEXT : Kind.BINARY;
                utf8 = new Utf8Check();
            }
            if (message == Message.HELD) {
                bound();
            }
        }
        if (head.payloadBytes() == 0) {
            payload(new byte[0]);
        }
    }

    /** By what is announced: a message that will be too large is not waited for. */
    private void bound() throws ProtocolException {
        if (head.payloadBytes() > limits.messageBytes() - held.length) {
            require(limits.beyond() == Limits.Beyond.PASS, CloseReason.TOO_BIG, "a message that is too large");
            message = Message.PASSING;
            byte[] begun = held.take();
            if (begun.length > 0) {
                handler.passing(kind, begun, Part.MORE);
            }
        }
    }

    private void payload(byte[] piece) throws ProtocolException {
        Mask.apply(piece, 0, piece.length, head.key(), payloadRead);
        payloadRead += piece.length;
        boolean whole = payloadRead == head.payloadBytes();
        if (head.opcode().isControl()) {
            control.add(piece, Opcode.MOST_CONTROL);
            if (whole) {
                control(head.opcode(), control.take());
            }
        } else {
            data(piece, whole ? head.part() : Part.MORE);
        }
        if (whole) {
            inPayload = false;
            head = new FrameHead(from);
        }
    }

    private void control(Opcode opcode, byte[] payload) throws ProtocolException {
        if (opcode == Opcode.PING) {
            handler.ping(payload);
        } else if (opcode == Opcode.PONG) {
            handler.pong(payload);
        } else {
            CloseReason reason = CloseReason.read(payload);
            closed = true;
            handler.close(reason);
        }
    }

    private void data(byte[] piece, Part part) throws ProtocolException {
        if (kind == Kind.TEXT) {
            boolean wellFormed = utf8.add(piece, 0, piece.length) && (part == Part.MORE || utf8.complete());
            require(wellFormed, CloseReason.NOT_UTF8, "a text message that is no UTF-8");
        }
        Message is = message;
        message = part == Part.LAST ? Message.NONE : message;
        if (is == Message.PASSING) {
            if (piece.length > 0 || part == Part.LAST) {
                handler.passing(kind, piece, part);
            }
            return;
        }
        held.add(piece, limits.messageBytes());
        if (part == Part.LAST) {
            heard = true;
            handler.message(kind, held.take());
        }
    }

    private static void require(boolean holds, int closeCode, String otherwise) throws ProtocolException {
        ProtocolException.require(holds, closeCode, otherwise);
    }
}
