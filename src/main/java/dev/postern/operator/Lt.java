package dev.postern.operator;

/**
 * {@code @lt NUMBER}: the value is a number less than the argument.
 *
 * <p>Argument: a whole number, with macros. What is no number counts as 0, and what follows a number does not count.
 *
 * <p>Example: {@code SecRule TX:paranoia_level "@lt 2" "id:1,phase:1,pass,nolog,skipAfter:END"}
 */
final class Lt {

    private Lt() {}

    static Operator of(String argument, DataFiles files) {
        return new Comparison(argument, other -> NumberRange.atMost(other - 1));
    }
}
