package dev.postern.waf;

import dev.postern.operator.Operator;
import dev.postern.operator.Pm;
import dev.postern.operator.Rx;
import dev.postern.seclang.OperatorUse;
import java.util.Map;
import java.util.Optional;

/** Compiles operators: {@code @rx} into a group of patterns, the others from their table. */
final class CheckCompiler {

    /** Where the operator is asked: what decides which patterns are looked for together. */
    record Setting(Phase phase, Steps steps, String place, String level, Condition.Matching matching) {

        private PatternPlan.Key key(PatternPlan.Kind kind) {
            return new PatternPlan.Key(new PatternPlan.Source(kind, phase, place, level), steps, matching);
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

    record AwaitingPatterns(PatternPlan.Spot spot, Rx operator) implements Plan {

        @Override
        public Check build(Map<PatternPlan.Key, PatternGroup> groups) {
            return new Check.Pattern(groups.get(spot.key()), spot.bit(), operator);
        }
    }

    record AwaitingPhrases(PatternPlan.Spot spot, Pm operator) implements Plan {

        @Override
        public Check build(Map<PatternPlan.Key, PatternGroup> groups) {
            return new Check.Phrases(groups.get(spot.key()), spot.bit(), operator);
        }
    }

    private final PatternPlan patterns;
    private final OperatorCompiler operators;

    CheckCompiler(PatternPlan patterns, OperatorCompiler operators) {
        this.patterns = patterns;
        this.operators = operators;
    }

    Plan plan(OperatorUse use, Setting setting) {
        return operators.make(use).map(operator -> plan(use, operator, setting)).orElseGet(() -> new Ready(new Check.Always()));
    }

    private Plan plan(OperatorUse use, Operator operator, Setting setting) {
        if (operator instanceof Rx pattern) {
            return new AwaitingPatterns(patterns.add(setting.key(PatternPlan.Kind.PATTERNS), pattern), pattern);
        }
        Optional<PatternPlan.Spot> phrases = operator instanceof Pm list ? patterns.add(setting.key(PatternPlan.Kind.PHRASES), list) : Optional.empty();
        return phrases.<Plan>map(spot -> new AwaitingPhrases(spot, (Pm) operator)).orElseGet(() -> new Ready(operators.check(use, operator)));
    }
}
