package dev.postern.waf;

import dev.postern.automaton.Found;
import dev.postern.waf.Condition.Capture;
import dev.postern.waf.Condition.Matching;

/** Holds the conditions of rules against the values of a transaction; each value that matches has its effects at once, as in ModSecurity 2.9. */
final class Conditions {

    private final Transaction transaction;
    private final PhaseRun run;
    private final Reporter reporter;

    Conditions(Transaction transaction, PhaseRun run) {
        this.transaction = transaction;
        this.run = run;
        this.reporter = new Reporter(transaction);
    }

    /** Whether any value matches condition {@code index}. What the rule writes as it goes does not change what it looks at. */
    boolean hold(CompiledRule rule, int index) {
        return holds(rule, index) || transaction.matched().isOver() && isUnknown(rule, index);
    }

    /** What is not listed any more may be what this condition looks for: as with a pattern that comes to its bound, that counts as a match. */
    private boolean isUnknown(CompiledRule rule, int index) {
        if (run.stopped() || rule.conditions().get(index).parts().stream().noneMatch(Part::isMatched)) {
            return false;
        }
        Matched.Entry last = transaction.matched().last().orElseThrow();
        return matched(rule, index, new Seen(last.row(), last.value(), Found.EXHAUSTED));
    }

    private boolean holds(CompiledRule rule, int index) {
        Condition condition = rule.conditions().get(index);
        if (condition.glance().rulesOut(transaction)) {
            return false;
        }
        if (condition.tx().isOne()) {
            return condition.tx().isThere(transaction) && anyOf(rule, index, condition);
        }
        if (condition.parts().size() == 1) {
            return any(rule, index, transaction.rows(condition.parts().getFirst()));
        }
        Rows[] all = new Rows[condition.parts().size()];
        for (int part = 0; part < all.length; part++) {
            all[part] = transaction.rows(condition.parts().get(part));
        }
        boolean any = false;
        for (Rows rows : all) {
            any |= any(rule, index, rows);
        }
        return any;
    }

    /** What most rules of the Core Rule Set's bookkeeping look at: one TX variable. */
    private boolean anyOf(CompiledRule rule, int index, Condition condition) {
        Cell value = condition.tx().cell(transaction);
        if (condition.matching() == Matching.EACH_STEP) {
            return matches(rule, index, condition.parts().getFirst().member(value));
        }
        Cell dressed = transaction.cells().walk(value, condition.steps());
        Found found = condition.check().find(dressed, transaction);
        return condition.wants(found) && matched(rule, index, new Seen(condition.parts().getFirst().member(value), dressed, found));
    }

    private boolean any(CompiledRule rule, int index, Rows rows) {
        boolean any = false;
        for (int i = 0; i < rows.size() && !run.stopped(); i++) {
            any |= matches(rule, index, rows.get(i));
        }
        return any;
    }

    private boolean matches(CompiledRule rule, int index, Row row) {
        Condition condition = rule.conditions().get(index);
        if (condition.matching() == Matching.ONCE) {
            return matches(rule, index, row, transaction.cells().walk(row.cell(), condition.steps()));
        }
        return matchesEachStep(rule, index, row);
    }

    /** multiMatch: the value as it came, and again after each transformation that changed it. */
    private boolean matchesEachStep(CompiledRule rule, int index, Row row) {
        Cell at = row.cell();
        boolean any = matches(rule, index, row, at);
        for (int id : rule.conditions().get(index).steps().ids()) {
            Cell next = transaction.cells().step(at, id);
            if (!next.equals(at) && !run.stopped()) {
                any |= matches(rule, index, row, next);
            }
            at = next;
        }
        return any;
    }

    private boolean matches(CompiledRule rule, int index, Row row, Cell value) {
        Condition condition = rule.conditions().get(index);
        Found found = condition.check().find(value, transaction);
        return condition.wants(found) && matched(rule, index, new Seen(row, value, found));
    }

    /** What the operator saw of a row, and whether it found what it looks for there. */
    private record Seen(Row row, Cell value, Found found) {}

    /** Whether that counts, and what it does at once. */
    private boolean matched(CompiledRule rule, int index, Seen seen) {
        Condition condition = rule.conditions().get(index);
        if (index == 0 && transaction.controls().excluded(rule.meta().ordinal(), seen.row())) {
            return false;
        }
        if (seen.found() == Found.EXHAUSTED) {
            transaction.exhausted();
        }
        if (seen.found() == Found.YES && condition.capture() == Capture.GROUPS) {
            condition.check().capture(seen.value(), transaction);
        }
        transaction.matched().add(seen.row(), seen.value());
        for (int i = 0; i < condition.effects().size(); i++) {
            condition.effects().get(i).run(transaction);
        }
        if (index == rule.conditions().size() - 1) {
            matched(rule);
        }
        return true;
    }

    private void matched(CompiledRule rule) {
        transaction.report().saw(rule.meta().severity());
        reporter.report(rule);
        run.end(rule);
    }
}
