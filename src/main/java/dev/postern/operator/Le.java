package dev.postern.operator;

/**
 * {@code @le NUMBER}: the value is a number not greater than the argument.
 *
 * <p>Argument: a whole number, with macros. What is no number counts as 0, and what follows a number does not count.
 *
 * <p>Example: {@code SecRule REQUEST_HEADERS:Content-Length "@le 0" "id:1,phase:1,deny"}
 */
final class Le {

    private Le() {}

    static Operator of(String argument, DataFiles files) {
        return new Comparison(argument, NumberRange::atMost);
    }
}
