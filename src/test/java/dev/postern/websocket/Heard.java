package dev.postern.websocket;

import dev.postern.fuzz.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reader says it has read, pieces of one message put together; and an error. */
final class Heard implements MessageHandler {

    private final List<String> said = new ArrayList<>();
    private final StringBuilder pieces = new StringBuilder();

    /** @param cut after so many octets, again and again */
    static List<String> from(Role role, Limits limits, byte[] stream, int cut) {
        Heard heard = new Heard();
        FrameReader reader = new FrameReader(role, limits, heard);
        try {
            for (int at = 0; at < stream.length; at += cut) {
                reader.add(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + cut)));
            }
        } catch (ProtocolException broken) {
            heard.said.add("error " + broken.closeCode());
        }
        return heard.said;
    }

    @Override
    public void text(byte[] utf8) {
        said.add("text " + Text.utf8(utf8));
    }

    @Override
    public void binary(byte[] piece, Part part) {
        piece("binary ", piece, part);
    }

    @Override
    public void uninspected(byte[] piece, Part part) {
        piece("uninspected ", piece, part);
    }

    private void piece(String kind, byte[] piece, Part part) {
        pieces.append(Text.hex(piece));
        if (part == Part.LAST) {
            said.add(kind + pieces);
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
