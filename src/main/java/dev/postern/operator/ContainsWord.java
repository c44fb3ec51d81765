package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @containsWord TEXT}: the text stands somewhere in the value with no letter, digit or underscore directly before or behind it.
 *
 * <p>Argument: a text, with macros; the empty one is everywhere.
 *
 * <p>Example: {@code SecRule ARGS "@containsWord select" "id:1,t:lowercase,deny"}
 */
final class ContainsWord implements Operator {

    private final Argument argument;

    private ContainsWord(String text) {
        this.argument = Argument.of(text);
    }

    static Operator of(String argument, DataFiles files) {
        return new ContainsWord(argument);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        byte[] word = argument.octets(subject);
        boolean found = word.length == 0 || word.length <= value.length
                && new Needle(word).anyIn(value, start -> isBoundary(value, start - 1) && isBoundary(value, start + word.length));
        return Operator.found(found);
    }

    private static boolean isBoundary(byte[] value, int at) {
        if (at < 0 || at >= value.length) {
            return true;
        }
        byte c = value[at];
        return !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_');
    }
}
