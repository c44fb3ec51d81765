package dev.postern.config;

import java.util.List;

/** Signature algorithms of tokens (RFC 7518 §3.1, RFC 8037): asymmetric ones alone, since a shared secret lets whoever verifies also sign. */
final class Algorithms {

    private static final List<String> KNOWN = List.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA");

    private Algorithms() {}

    static TextShape<String> shape() {
        TextShape<String> known = Scalars.word(KNOWN);
        return new TextShape<>(known.expected(), text -> {
            if (text.equalsIgnoreCase("none")) {
                throw new Unfit("tokens without a signature are never accepted", "");
            }
            if (text.matches("(?i)HS(256|384|512)")) {
                throw new Unfit(Shown.of(text) + " rests on a shared secret", "a key set publishes public keys: ES256, RS256, PS256 …");
            }
            return known.parser().apply(text);
        }, known.form());
    }
}
