package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @within TEXT}: the value stands somewhere in the text; the other way round than {@code @contains}.
 *
 * <p>Argument: a text, with macros; the empty value is within any text. Since any part of the text is within it, lists separate their entries: {@code GET POST}, or better {@code |GET|POST|}
 * with a value that has bars put around it.
 *
 * <p>Example: {@code SecRule REQUEST_METHOD "!@within %{tx.allowed_methods}" "id:1,phase:1,deny"}
 */
final class Within implements Operator {

    private final Argument argument;

    private Within(String text) {
        this.argument = Argument.of(text);
    }

    static Operator of(String argument, DataFiles files) {
        return new Within(argument);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        byte[] text = argument.octets(subject);
        return Operator.found(value.length <= text.length && new Needle(value).isIn(text));
    }
}
