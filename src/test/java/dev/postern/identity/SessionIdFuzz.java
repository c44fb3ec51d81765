package dev.postern.identity;

import dev.postern.fuzz.Text;

/** An id that is read is the text it was read from, and shows itself to nobody. */
public final class SessionIdFuzz {

    private SessionIdFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = Text.latin(data);
        SessionId.parse(text).ifPresent(id -> {
            Text.same(text, id.reveal(), "round trip");
            Text.holds(!id.toString().contains(text.substring(0, 8)) && text.matches("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"), "id " + text);
            Text.same(id.successor("salt").reveal(), SessionId.parse(text).orElseThrow().successor("salt").reveal(), "successor");
        });
    }
}
