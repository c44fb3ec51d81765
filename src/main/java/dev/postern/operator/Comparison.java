package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.OptionalInt;

/** The value and the argument, with macros, as numbers; {@code 0} where there is none. */
final class Comparison implements Operator {

    /** What is asked of the two. */
    @FunctionalInterface
    interface Relation {
        boolean holds(int value, int argument);
    }

    private final Argument argument;
    private final OptionalInt fixed;
    private final Relation relation;

    Comparison(String argument, Relation relation) {
        this.argument = Argument.of(argument);
        this.fixed = this.argument.fixed().map(text -> OptionalInt.of(Number.of(text))).orElse(OptionalInt.empty());
        this.relation = relation;
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        int other = fixed.isPresent() ? fixed.getAsInt() : Number.of(argument.octets(subject));
        return Operator.found(relation.holds(Number.of(value), other));
    }
}
