package dev.postern.waf;

import dev.postern.operator.NumberRange;
import java.util.Optional;

/** The one question of most rules of the Core Rule Set's bookkeeping: whether a TX variable, or its count, is one of some numbers. */
record TxTest(TxTarget target, NumberRange numbers) {

    /** What a condition asks, if it is that and nothing else. */
    static Optional<TxTest> of(Condition condition) {
        boolean plain = condition.tx().isOne() && condition.sense() == Condition.Sense.PLAIN && condition.matching() == Condition.Matching.ONCE && condition.steps().ids().length == 0;
        return plain && condition.check() instanceof OperatorCheck check ? check.operator().numbers().map(numbers -> new TxTest(condition.tx(), numbers)) : Optional.empty();
    }

    boolean holds(Transaction from) {
        return target.isThere(from) && numbers.contains(target.value(from));
    }
}
