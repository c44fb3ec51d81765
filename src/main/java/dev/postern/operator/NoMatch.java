package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @noMatch}: never; a rule that is there and does nothing.
 *
 * <p>Argument: none.
 *
 * <p>Example: {@code SecRule ARGS "@noMatch" "id:1,deny"}
 */
final class NoMatch implements Operator {

    private NoMatch() {}

    static Operator of(String argument, DataFiles files) {
        return new NoMatch();
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        return Found.NO;
    }
}
