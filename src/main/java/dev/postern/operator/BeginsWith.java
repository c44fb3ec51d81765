package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.Arrays;

/**
 * {@code @beginsWith TEXT}: the value begins with the text.
 *
 * <p>Argument: a text, with macros; every value begins with the empty one. Case counts.
 *
 * <p>Example: {@code SecRule REQUEST_URI "!@beginsWith /app/" "id:1,phase:1,deny"}
 */
final class BeginsWith implements Operator {

    private final Argument argument;

    private BeginsWith(String text) {
        this.argument = Argument.of(text);
    }

    static Operator of(String argument, DataFiles files) {
        return new BeginsWith(argument);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        byte[] text = argument.octets(subject);
        return Operator.found(text.length <= value.length && Arrays.equals(value, 0, text.length, text, 0, text.length));
    }
}
