package dev.postern.websocket;

import dev.postern.fuzz.Text;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * The first octet says who speaks and how the stream behind it is cut. However it is cut the same is heard; what is heard and written again is heard the same; and text is UTF-8 (which the
 * listener checks).
 */
public final class FrameReaderFuzz {

    private static final Limits LIMITS = new Limits(300, Limits.Beyond.PASS);
    private static final Limits WIDE = new Limits(1 << 20, Limits.Beyond.REFUSE);

    private FrameReaderFuzz() {}

    /** Writes what it hears. */
    private record Relay(FrameWriter writer, ByteArrayOutputStream out) implements MessageHandler {
        @Override
        public void message(Kind kind, byte[] payload) {
            out.writeBytes(writer.message(kind, payload));
        }

        @Override
        public void passing(Kind kind, byte[] piece, Part part) {
            out.writeBytes(writer.passing(kind, piece, part));
        }

        @Override
        public void ping(byte[] payload) {
            out.writeBytes(writer.ping(payload));
        }

        @Override
        public void pong(byte[] payload) {
            out.writeBytes(writer.pong(payload));
        }

        @Override
        public void close(CloseReason reason) {
            out.writeBytes(writer.close(reason));
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Role role = (data[0] & 0x80) == 0 ? Role.SERVER : Role.CLIENT;
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        List<String> whole = Heard.from(role, LIMITS, stream, Math.max(1, stream.length));
        Text.same(whole, Heard.from(role, LIMITS, stream, 1), "octet by octet");
        Text.same(whole, Heard.from(role, LIMITS, stream, 1 + (data[0] & 0x7f)), "in pieces");
        relayed(role, stream);
    }

    private static void relayed(Role role, byte[] stream) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Heard.all(new FrameReader(role, LIMITS, new Relay(new FrameWriter(role, () -> 0x01020304), out)), stream);
        } catch (ProtocolException broken) {
            return;
        }
        List<String> heard = Heard.from(role, WIDE, stream, Math.max(1, stream.length));
        if (!heard.isEmpty() && heard.getLast().equals("error 1009")) { // of a frame that is announced, and does not come
            heard.removeLast();
        }
        Text.same(heard, Heard.from(role, WIDE, out.toByteArray(), Math.max(1, out.size())), "relayed");
    }
}
