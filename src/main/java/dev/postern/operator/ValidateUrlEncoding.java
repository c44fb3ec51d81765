package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @validateUrlEncoding}: the value has a percent sign without two hexadecimal digits behind it.
 *
 * <p>Argument: none. Meant for what has not been decoded: REQUEST_URI_RAW, or a body of type application/x-www-form-urlencoded.
 *
 * <p>Example: {@code SecRule REQUEST_URI_RAW "@validateUrlEncoding" "id:1,phase:1,deny"}
 */
final class ValidateUrlEncoding implements Operator {

    private ValidateUrlEncoding() {}

    static Operator of(String argument, DataFiles files) {
        return new ValidateUrlEncoding();
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        for (int at = 0; at < value.length; at++) {
            if (value[at] == '%') {
                if (at + 2 >= value.length || Character.digit(value[at + 1], 16) < 0 || Character.digit(value[at + 2], 16) < 0) {
                    return Found.YES;
                }
                at += 2;
            }
        }
        return Found.NO;
    }
}
