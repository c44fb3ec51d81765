package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @unconditionalMatch}: whatever the value.
 *
 * <p>Argument: none.
 *
 * <p>Example: {@code SecRule REMOTE_ADDR "@unconditionalMatch" "id:1,phase:1,pass,nolog,setvar:tx.seen=1"}
 */
final class UnconditionalMatch implements Operator {

    private UnconditionalMatch() {}

    static Operator of(String argument, DataFiles files) {
        return new UnconditionalMatch();
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        return Found.YES;
    }
}
