package dev.postern.websocket;

import java.util.Arrays;
import java.util.Objects;

/**
 * Reads the frames that one side of a WebSocket sends (RFC 6455 §5), in whatever pieces they come: text messages are put together and checked to be UTF-8, as early as it can be told;
 * binary ones pass in pieces; control frames pass at once, between the fragments of messages too. No extension is known, so none may have been agreed on:
 * {@code Sec-WebSocket-Extensions} must not reach the server. What follows a close frame is not read.
 *
 * <p>Memory: one text message, twice while it grows, and a control frame. It never waits. Any thread, one at a time.
 */
public final class FrameReader {

    private enum Message { NONE, TEXT, PASSING_TEXT, BINARY }

    private final Role from;
    private final Limits limits;
    private final MessageHandler handler;
    private FrameHead head;
    private boolean inPayload;
    private long payloadRead;
    private Message message = Message.NONE;
    private Utf8Check utf8 = new Utf8Check();
    private int fragments;
    private final Gathered text = new Gathered();
    private final Gathered control = new Gathered();
    private boolean closed;

    /** Octets put together. */
    private static final class Gathered {
        private static final byte[] NOTHING = {};
        private byte[] octets = NOTHING;
        private int length;

        private void add(byte[] more) {
            if (octets.length - length < more.length) {
                octets = Arrays.copyOf(octets, Math.max(length + more.length, 2 * length));
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

    /** @throws ProtocolException when the connection must be closed for it; what was heard before stands, and nothing is read after it */
    public void add(byte[] piece) throws ProtocolException {
        int at = 0;
        try {
            while (at < piece.length && !closed) {
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
                fragments++;
            } else {
                require(message == Message.NONE, CloseReason.PROTOCOL_ERROR, "a message within another");
                message = head.opcode() == Opcode.TEXT ? Message.TEXT : Message.BINARY;
                utf8 = new Utf8Check();
                fragments = 1;
            }
            if (message == Message.TEXT) {
                bound();
            }
        }
        if (head.payloadBytes() == 0) {
            payload(new byte[0]);
        }
    }

    private void bound() throws ProtocolException {
        if (head.payloadBytes() > limits.messageBytes() - text.length || fragments > limits.fragments()) {
            require(limits.beyond() == Limits.Beyond.PASS, CloseReason.TOO_BIG, "a text message that is too large");
            message = Message.PASSING_TEXT;
            byte[] held = text.take();
            if (held.length > 0) {
                handler.uninspected(held, Part.MORE);
            }
        }
    }

    private void payload(byte[] piece) throws ProtocolException {
        Mask.apply(piece, 0, piece.length, head.key(), payloadRead);
        payloadRead += piece.length;
        boolean whole = payloadRead == head.payloadBytes();
        if (head.opcode().isControl()) {
            control.add(piece);
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
        if (message != Message.BINARY) {
            boolean wellFormed = utf8.add(piece, 0, piece.length) && (part == Part.MORE || utf8.complete());
            require(wellFormed, CloseReason.NOT_UTF8, "a text message that is no UTF-8");
        }
        if (message == Message.TEXT) {
            text.add(piece);
            if (part == Part.LAST) {
                message = Message.NONE;
                handler.text(text.take());
            }
            return;
        }
        Message passing = message;
        message = part == Part.LAST ? Message.NONE : message;
        if (piece.length == 0 && part == Part.MORE) {
            return;
        }
        if (passing == Message.BINARY) {
            handler.binary(piece, part);
        } else {
            handler.uninspected(piece, part);
        }
    }

    private static void require(boolean holds, int closeCode, String otherwise) throws ProtocolException {
        ProtocolException.require(holds, closeCode, otherwise);
    }
}
