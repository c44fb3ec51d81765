package dev.postern.operator;

/**
 * {@code @ge NUMBER}: the value is a number not less than the argument.
 *
 * <p>Argument: a whole number, with macros. What is no number counts as 0, and what follows a number does not count.
 *
 * <p>Example: {@code SecRule TX:score "@ge %{tx.threshold}" "id:1,deny"}
 */
final class Ge {

    private Ge() {}

    static Operator of(String argument, DataFiles files) {
        return new Comparison(argument, NumberRange::atLeast);
    }
}
