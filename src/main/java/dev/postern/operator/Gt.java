package dev.postern.operator;

/**
 * {@code @gt NUMBER}: the value is a number greater than the argument.
 *
 * <p>Argument: a whole number, with macros. What is no number counts as 0, and what follows a number does not count.
 *
 * <p>Example: {@code SecRule &ARGS "@gt 100" "id:1,deny"}
 */
final class Gt {

    private Gt() {}

    static Operator of(String argument, DataFiles files) {
        return new Comparison(argument, other -> NumberRange.atLeast(other + 1));
    }
}
