package dev.postern.waf;

import java.util.List;

/**
 * A compiled rule.
 *
 * @param conditions its conditions in order; all must hold
 * @param jump    where the phase goes on after a match, as an index into its rules: just behind the rule, or where {@code skip} and {@code skipAfter} lead
 */
record CompiledRule(Meta meta, List<Condition> conditions, Ending ending, Logging logging, int jump) {

    CompiledRule {
        conditions = List.copyOf(conditions);
    }

    /** Whether a match does nothing but {@link #jump}. */
    boolean onlyLeads() {
        Condition only = conditions.getFirst();
        boolean quiet = only.effects().isEmpty() && only.capture() == Condition.Capture.NONE && logging == Logging.SILENT && meta.severity() == Severity.NONE;
        return conditions.size() == 1 && quiet && ending instanceof Ending.Pass;
    }
}
