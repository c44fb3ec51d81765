package dev.postern.websocket;

import dev.postern.fuzz.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reader says it has read, pieces of one message put together; and an error. */
public final class Heard implements MessageHandler {

    private final List<String> said = new ArrayList<>();
    private final StringBuilder pieces = new StringBuilder();

    /** @param cut after so many octets, again and again */
    public static List<String> from(Role role, Limits limits, byte[] stream, int cut) {
        Heard heard = new Heard();
        FrameReader reader = new FrameReader(role, limits, heard);
        try {
            for (int at = 0; at < stream.length; at += cut) {
                all(reader, Arrays.copyOfRange(stream, at, Math.min(stream.length, at + cut)));
            }
        } catch (ProtocolException broken) {
            heard.said.add("error " + broken.closeCode());
        }
        return heard.said;
    }

    List<String> said() {
        return said;
    }

    static void all(FrameReader reader, byte[] piece) throws ProtocolException {
        for (int at = 0; at < piece.length; ) {
            at = reader.read(piece, at);
        }
    }

    @Override
    public void message(Kind kind, byte[] payload) {
        said.add(kind == Kind.TEXT ? "text " + Text.utf8(payload) : "binary " + Text.hex(payload));
    }

    @Override
    public void passing(Kind kind, byte[] piece, Part part) {
        pieces.append(Text.hex(piece));
        if (part == Part.LAST) {
            said.add("passing " + pieces);
            pieces.setLength(0);
        }
    }

    @Override
    public void ping(byte[] payload) {
        said.add("ping " + Text.hex(payload));
    }

    @Override
    public void pong(byte[] payload) {
        said.add("pong " + Text.hex(payload));
    }

    @Override
    public void close(CloseReason reason) {
        said.add("close " + (reason.code().isPresent() ? reason.code().getAsInt() : "") + reason.text());
    }
}
