package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.Optional;
import java.util.function.LongFunction;

/** The value and the argument, with macros, as numbers; {@code 0} where there is none. */
final class Comparison implements Operator {

    private final Argument argument;
    private final LongFunction<NumberRange> relation;
    private final Optional<NumberRange> fixed;

    /** @param relation the values that are in this relation to a number */
    Comparison(String argument, LongFunction<NumberRange> relation) {
        this.argument = Argument.of(argument);
        this.relation = relation;
        this.fixed = this.argument.fixed().map(Number::of).map(relation::apply);
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        NumberRange wanted = fixed.isPresent() ? fixed.get() : relation.apply(Number.of(argument.octets(subject)));
        return Operator.found(wanted.contains(value));
    }

    @Override
    public Optional<NumberRange> numbers() {
        return fixed;
    }
}
