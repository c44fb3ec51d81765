package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.Arrays;

/**
 * {@code @streq TEXT}: the value is the text.
 *
 * <p>Argument: a text, with macros. Case counts.
 *
 * <p>Example: {@code SecRule ARGS:action "!@streq view" "id:1,deny"}
 */
final class Streq implements Operator {

    private final Argument argument;

    private Streq(String text) {
        this.argument = Argument.of(text);
    }

    static Operator of(String argument, DataFiles files) {
        return new Streq(argument);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        return Operator.found(Arrays.equals(value, argument.octets(subject)));
    }
}
