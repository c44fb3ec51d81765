package dev.postern.waf;

import dev.postern.operator.Rx;
import dev.postern.seclang.OperatorUse;
import java.util.Map;

/** Compiles operators: {@code @rx} into a group of patterns, the others from their table. */
final class CheckCompiler {

    /** Where the operator is asked: what decides which patterns are looked for together. */
    record Setting(Phase phase, Steps steps, String place, String level, Condition.Matching matching) {

        /** What multiMatch looks at is in several dresses: its patterns are searched for together whatever their steps. */
        private PatternPlan.Key key() {
            boolean each = matching == Condition.Matching.EACH_STEP;
            return each ? new PatternPlan.Key(phase, new Steps(new int[0]), "multiMatch", level) : new PatternPlan.Key(phase, steps, place, level);
        }
    }

    /** A check that waits for its group of patterns to be put together, if it has one. */
    sealed interface Plan {

        Check build(Map<PatternPlan.Key, PatternGroup> groups);
    }

    record Ready(Check check) implements Plan {

        @Override
        public Check build(Map<PatternPlan.Key, PatternGroup> groups) {
            return check;
        }
    }

    record Awaiting(PatternPlan.Spot spot) implements Plan {

        @Override
        public Check build(Map<PatternPlan.Key, PatternGroup> groups) {
            return new Check.Grouped(groups.get(spot.key()), spot.bit(), spot.operator());
        }
    }

    private final PatternPlan patterns;
    private final OperatorCompiler operators;

    CheckCompiler(PatternPlan patterns, OperatorCompiler operators) {
        this.patterns = patterns;
        this.operators = operators;
    }

    Plan plan(OperatorUse use, Setting setting) {
        return operators.make(use).map(operator -> operator instanceof Rx pattern ? new Awaiting(patterns.add(setting.key(), pattern)) : new Ready(operators.check(use, operator)))
                .orElseGet(() -> new Ready(new Check.Always()));
    }
}
