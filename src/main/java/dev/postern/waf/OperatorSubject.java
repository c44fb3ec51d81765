package dev.postern.waf;

import dev.postern.operator.Macro;
import dev.postern.operator.Subject;

/**
 * What an operator sees of the transaction.
 *
 * @param argument the operator's argument, compiled: the one text whose macros it can ask for
 */
record OperatorSubject(Transaction transaction, Template argument, Condition.Capture capture) implements Subject {

    @Override
    public byte[] expand(Macro macro) {
        return argument.expand(transaction);
    }

    @Override
    public boolean capturing() {
        return capture == Condition.Capture.GROUPS;
    }

    @Override
    public void captured(int group, byte[] text) {
        transaction.tx().set(group, transaction.cells().of(text));
    }

    @Override
    public void cleared(int group) {
        for (int unset = group; unset < TxNames.CAPTURES; unset++) {
            transaction.tx().unset(unset);
        }
    }
}
