package dev.postern.protection;

import java.util.Optional;

/** Tokens of any text: its encryption, which is the same each time and opens only as it was written (AES-256-GCM-SIV, RFC 8452, under a nonce that never changes), with the type and the key's id
 * authenticated. What they show is how long the value is and whether two are the same. */
final class WrappedTokens implements Tokens {

    static final Marked MARK = new Marked("ptok1.", Siv.TAG_BYTES);

    private final String type;
    private final KeySource keys;

    WrappedTokens(String type, KeySource keys) {
        if (keys.newest(Key.Purpose.TOKEN).isEmpty()) {
            throw new IllegalArgumentException("there is no key for tokens");
        }
        this.type = type;
        this.keys = keys;
    }

    @Override
    public Protection tokenise(String value) {
        Key key = keys.newest(Key.Purpose.TOKEN).orElseThrow();
        return MARK.clear(value, clear -> MARK.written(key.id(), Siv.seal(key.derived("postern wrapped token 1"), MARK.bound(key.id(), type), clear)));
    }

    @Override
    public Optional<String> restore(String text) {
        return MARK.read(text).flatMap(marked -> keys.key(Key.Purpose.TOKEN, marked.key())
                .flatMap(key -> Siv.open(key.derived("postern wrapped token 1"), MARK.bound(key.id(), type), marked.payload())).flatMap(Marked::text));
    }
}
