package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.BitSet;

/**
 * {@code @validateByteRange RANGES}: the value has an octet that is in none of the ranges.
 *
 * <p>Argument: octets and ranges of octets, decimal, separated by commas: {@code 9,10,13,32-126}. No macros. None at all allows no octet.
 *
 * <p>Example: {@code SecRule REQUEST_URI "@validateByteRange 32-126" "id:1,phase:1,deny"}
 */
final class ValidateByteRange implements Operator {

    private final boolean[] allowed = new boolean[256];

    private ValidateByteRange(BitSet octets) {
        octets.stream().forEach(octet -> allowed[octet] = true);
    }

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        BitSet octets = new BitSet(256);
        for (String range : argument.split(",")) {
            if (!range.isBlank()) {
                int dash = range.indexOf('-');
                int first = octet(dash < 0 ? range : range.substring(0, dash));
                int last = dash < 0 ? first : octet(range.substring(dash + 1));
                if (first > last) {
                    throw new InvalidOperatorException("the range " + range.strip() + " ends before it begins", last + "-" + first);
                }
                octets.set(first, last + 1);
            }
        }
        return new ValidateByteRange(octets);
    }

    private static int octet(String text) throws InvalidOperatorException {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > 255) {
            throw new InvalidOperatorException("a range has an end that is no octet", "numbers from 0 to 255: 9,10,13,32-126");
        }
        return Integer.parseInt(digits);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        for (byte octet : value) {
            if (!allowed[octet & 0xff]) {
                return Found.YES;
            }
        }
        return Found.NO;
    }
}
