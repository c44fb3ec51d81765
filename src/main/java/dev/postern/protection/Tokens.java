package dev.postern.protection;

import java.util.Optional;

/**
 * Tokens for the values of one type: the same value gives the same token, and who has the key gets it back. Immutable, any thread; the work is done at once, tens of microseconds.
 *
 * <p>Two kinds, since what comes back must be known for a token. A <em>plain</em> one keeps the form of its value (FF1) and shows by nothing that it is one: it is restored where the type is
 * known, by its field or because its check digit fails as no card's does. A <em>wrapped</em> one, {@code ptok1.KEY.VALUE.}, is known anywhere and carries the id of its key.
 */
public sealed interface Tokens permits PlainTokens, WrappedTokens {

    /** Wrapped tokens in text. */
    Marked MARK = WrappedTokens.MARK;

    Protection tokenise(String value);

    /**
     * The value whose token this is. Empty for whatever no token of this type and these keys can be; of a plain token without a check digit, that is its form alone, and any text of this form
     * gives some value. Never throws, whatever the text.
     */
    Optional<String> restore(String text);

    /**
     * Tokens that keep their form. They are of one key for good, since nothing in them could say which: a new key is a new form of the same type, and what the old one gave is restored with the
     * old.
     *
     * @param type the name of the type: values of two types have different tokens
     * @param key  for {@link Key.Purpose#TOKEN}
     */
    static Tokens plain(String type, PlainForm form, Key key) {
        return new PlainTokens(type, form, key);
    }

    /** Tokens of any text, under the newest key; those of older keys are restored too. */
    static Tokens wrapped(String type, KeySource keys) {
        return new WrappedTokens(type, keys);
    }
}
