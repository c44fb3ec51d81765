package dev.postern.pki;

import dev.postern.fuzz.Text;

/** A SPIFFE id is the text it was read from, and nothing in it leads elsewhere. */
public final class SpiffeIdFuzz {

    private SpiffeIdFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = Text.latin(data);
        try {
            SpiffeId id = SpiffeId.parse(text);
            Text.same(text, id.toString(), "round trip");
            Text.holds(text.matches("spiffe://[a-z0-9._-]{1,255}(/[A-Za-z0-9._-]+)*"), "id " + text);
            Text.holds(!(id.path() + '/').contains("/../") && !(id.path() + '/').contains("/./"), "dot segment in " + text);
        } catch (IllegalArgumentException refused) {
            return;
        }
    }
}
