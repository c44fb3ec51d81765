package dev.postern.waf;

import dev.postern.automaton.Found;
import dev.postern.operator.Rx;

/** What a condition asks of a value. */
sealed interface Check permits Check.Grouped, Check.Always, OperatorCheck {

    boolean found(Cell value, Transaction transaction);

    /** Puts what the operator found, which it did, into TX:0 to TX:9. */
    void capture(Cell value, Transaction transaction);

    /** A pattern that is looked for together with others. */
    record Grouped(PatternGroup group, int bit, Rx operator) implements Check {

        @Override
        public boolean found(Cell value, Transaction transaction) {
            long[] hits = group.scan(value, transaction.cells());
            return (hits[bit >> 6] >>> bit & 1) != 0 && (operator.pattern().linear() || finds(value, transaction));
        }

        /** The group knows of a pattern outside linear syntax only that it may match. */
        private boolean finds(Cell value, Transaction transaction) {
            Found found = operator.pattern().find(value.bytes());
            if (found == Found.EXHAUSTED) {
                transaction.report().exhausted();
            }
            return found != Found.NO;
        }

        @Override
        public void capture(Cell value, Transaction transaction) {
            operator.capture(value.bytes(), new OperatorSubject(transaction, Template.EMPTY, Condition.Capture.GROUPS));
        }
    }

    /** {@code SecAction}. */
    record Always() implements Check {

        @Override
        public boolean found(Cell value, Transaction transaction) {
            return true;
        }

        @Override
        public void capture(Cell value, Transaction transaction) { }
    }
}
