package dev.postern.operator;

/**
 * {@code @eq NUMBER}: the value is a number equal to the argument.
 *
 * <p>Argument: a whole number, with macros. What is no number counts as 0, and what follows a number does not count.
 *
 * <p>Example: {@code SecRule &REQUEST_HEADERS:Host "@eq 0" "id:1,phase:1,deny"}
 */
final class Eq {

    private Eq() {}

    static Operator of(String argument, DataFiles files) {
        return new Comparison(argument, other -> new NumberRange(other, other));
    }
}
