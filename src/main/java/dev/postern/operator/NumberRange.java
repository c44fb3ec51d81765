package dev.postern.operator;

/** The numbers, both ends included, of which a comparison with a fixed argument holds. Empty if it ends before it begins. */
public record NumberRange(long from, long to) {

    static NumberRange atLeast(long number) {
        return new NumberRange(number, Long.MAX_VALUE);
    }

    static NumberRange atMost(long number) {
        return new NumberRange(Long.MIN_VALUE, number);
    }

    /** Whether it holds the number that the text begins with, as {@code @eq} and its kin read it. */
    public boolean contains(byte[] text) {
        int number = Number.of(text);
        return number >= from && number <= to;
    }
}
