package dev.postern.waf;

import dev.postern.automaton.Found;
import dev.postern.operator.Operator;

/**
 * An operator other than a pattern without macros.
 *
 * @param memo     its number among those whose verdict on a value is remembered, −1 when it is not: because macros take part, or because asking again is cheaper
 * @param argument what the operator was made from, macros included
 */
record OperatorCheck(Operator operator, Template argument, int memo) implements Check {

    private static final Found[] FOUND = Found.values();

    @Override
    public Found find(Cell value, Transaction transaction) {
        if (memo < 0) {
            return operator.test(value.bytes(), transaction.subject(argument, Condition.Capture.NONE));
        }
        int known = value.verdict(memo);
        if (known == 0) {
            known = ask(value, transaction).ordinal() + 1;
            value.remember(memo, known);
        }
        return FOUND[known - 1];
    }

    private Found ask(Cell value, Transaction transaction) {
        Cells cells = transaction.cells();
        int question = cells.question(memo);
        if (cells.quietBefore(value, question)) {
            return Found.NO;
        }
        Found found = operator.test(value.bytes(), transaction.subject(argument, Condition.Capture.NONE));
        if (found == Found.NO) {
            cells.learn(value, question);
        }
        return found;
    }

    @Override
    public void capture(Cell value, Transaction transaction) {
        operator.test(value.bytes(), transaction.subject(argument, Condition.Capture.GROUPS));
    }
}
