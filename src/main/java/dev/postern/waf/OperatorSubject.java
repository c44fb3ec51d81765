package dev.postern.waf;

import dev.postern.operator.Macro;
import dev.postern.operator.Subject;

/** What an operator sees of the transaction; one for all operators, aimed at each in turn. */
final class OperatorSubject implements Subject {

    private final Transaction transaction;
    private Template argument = Template.EMPTY;
    private Condition.Capture capture = Condition.Capture.NONE;

    OperatorSubject(Transaction transaction) {
        this.transaction = transaction;
    }

    /** @param text the operator's argument, compiled: the one text whose macros it can ask for */
    OperatorSubject aimed(Template text, Condition.Capture wanted) {
        argument = text;
        capture = wanted;
        return this;
    }

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
        transaction.tx().set(group, text);
    }

    @Override
    public void cleared(int group) {
        for (int unset = group; unset < TxNames.CAPTURES; unset++) {
            transaction.tx().unset(unset);
        }
    }
}
