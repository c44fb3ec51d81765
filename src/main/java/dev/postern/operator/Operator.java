package dev.postern.operator;

import dev.postern.automaton.Found;
import java.util.Optional;

/** What a rule puts the values of its targets to. Immutable, shared by event loops; takes time linear in the value, whatever the value. */
public interface Operator {

    /**
     * @param value   never changed
     * @param subject the transaction that the value belongs to
     * @return {@link Found#EXHAUSTED} when a bound was reached before it was known: that counts as a match, and is to be recorded
     */
    Found test(byte[] value, Subject subject);

    /** The numbers that match, if a value's number is all it asks about and its argument is known when rules are loaded. */
    default Optional<NumberRange> numbers() {
        return Optional.empty();
    }

    /** For tests that always come to an end. */
    static Found found(boolean matches) {
        return matches ? Found.YES : Found.NO;
    }
}
