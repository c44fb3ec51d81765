package dev.postern.waf;

import dev.postern.automaton.Found;
import dev.postern.operator.Pm;
import dev.postern.operator.Rx;

/** What a condition asks of a value. */
sealed interface Check permits Check.Pooled, Check.Always, OperatorCheck {

    Found find(Cell value, Transaction transaction);

    /** Puts what the operator found, which it did, into TX:0 to TX:9. */
    void capture(Cell value, Transaction transaction);

    /** What is looked for together with others. */
    sealed interface Pooled extends Check {

        PatternGroup group();

        int bit();

        /** Whether its bit is among the hits in the value. */
        default boolean hit(Cell value, Transaction transaction) {
            long[] hits = group().scan(value, transaction.cells());
            return (hits[bit() >> 6] >>> bit() & 1) != 0;
        }
    }

    /** A list of phrases. */
    record Phrases(PatternGroup group, int bit, Pm operator) implements Pooled {

        @Override
        public Found find(Cell value, Transaction transaction) {
            return hit(value, transaction) ? Found.YES : Found.NO;
        }

        @Override
        public void capture(Cell value, Transaction transaction) {
            operator.test(value.bytes(), transaction.subject(Template.EMPTY, Condition.Capture.GROUPS));
        }
    }

    /** A pattern. */
    record Pattern(PatternGroup group, int bit, Rx operator) implements Pooled {

        @Override
        public Found find(Cell value, Transaction transaction) {
            if (!hit(value, transaction)) {
                return Found.NO;
            }
            return operator.pattern().linear() ? Found.YES : operator.pattern().find(value.bytes()); // of another the group knows only that it may match
        }

        @Override
        public void capture(Cell value, Transaction transaction) {
            operator.capture(value.bytes(), transaction.subject(Template.EMPTY, Condition.Capture.GROUPS));
        }
    }

    /** {@code SecAction}. */
    record Always() implements Check {

        @Override
        public Found find(Cell value, Transaction transaction) {
            return Found.YES;
        }

        @Override
        public void capture(Cell value, Transaction transaction) { }
    }
}
