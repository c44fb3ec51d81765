package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @strmatch TEXT}: the text stands somewhere in the value.
 *
 * <p>Argument: a text without macros, in which octets may be written {@code |41 42|}. Case counts.
 *
 * <p>Example: {@code SecRule REQUEST_HEADERS:User-Agent "@strmatch WebZIP" "id:1,phase:1,deny"}
 */
final class Strmatch implements Operator {

    private final Needle needle;

    private Strmatch(Needle needle) {
        this.needle = needle;
    }

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        return new Strmatch(new Needle(PhraseText.read(argument).orElseThrow(() -> new InvalidOperatorException("the text has a backslash that means nothing",
                "before a backslash, a colon, a semicolon or a double quote, or written |5c|"))));
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        return Operator.found(needle.isIn(value));
    }
}
