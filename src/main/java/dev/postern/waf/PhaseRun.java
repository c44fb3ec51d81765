package dev.postern.waf;

import java.util.Optional;

/** Runs the rules of a phase over a transaction, as ModSecurity 2.9 does: in order, each match at once, until a rule interrupts. */
final class PhaseRun {

    private final Transaction transaction;
    private final Controls controls;
    private final Conditions conditions;
    private boolean stopped;
    private Phase phase = Phase.REQUEST_HEADERS;
    private CompiledRule current; // null until a rule is looked at
    private Optional<Interruption> interruption = Optional.empty();
    private Optional<Ending.Scope> allowed = Optional.empty();

    PhaseRun(Transaction transaction, Controls controls) {
        this.transaction = transaction;
        this.controls = controls;
        this.conditions = new Conditions(transaction, this);
    }

    Optional<Interruption> interruption() {
        return interruption;
    }

    Phase phase() {
        return phase;
    }

    /** The rule at hand. */
    Optional<CompiledRule> current() {
        return Optional.ofNullable(current);
    }

    void phase(PhaseRules rules, Phase which) {
        phase = which;
        stopped = which != Phase.LOGGING && (interruption.isPresent() || allowed.filter(scope -> covers(scope, which)).isPresent());
        int at = next(rules, 0);
        while (at < rules.size()) {
            at = next(rules, step(rules.get(at), at));
        }
        allowed = allowed.filter(scope -> scope != Ending.Scope.PHASE);
    }

    private static boolean covers(Ending.Scope scope, Phase phase) {
        return switch (scope) {
            case ALL -> true;
            case PHASE -> false;
            case REQUEST -> phase.ordinal() <= Phase.REQUEST_BODY.ordinal();
        };
    }

    /** Whether no more is to be looked at in this phase. */
    boolean stopped() {
        return stopped;
    }

    private int next(PhaseRules rules, int from) {
        return stopped || controls.engine() == EngineMode.OFF ? rules.size() : rules.next(from, transaction);
    }

    private int step(CompiledRule rule, int at) {
        current = rule;
        boolean held = holds(rule);
        transaction.matched().clear();
        return held ? rule.jump() : at + 1;
    }

    private boolean holds(CompiledRule rule) {
        for (int i = 0; i < rule.conditions().size() && !stopped; i++) {
            if (!conditions.hold(rule, i)) {
                return false;
            }
        }
        return true;
    }

    /** Carries out what a rule whose last condition has just matched wants; without effect while the engine only detects, and in the logging phase. */
    void end(CompiledRule rule) {
        if (phase == Phase.LOGGING || controls.engine() != EngineMode.ON) {
            return;
        }
        switch (rule.ending()) {
            case Ending.Pass _ -> { }
            case Ending.Allow allow -> allow(allow.scope());
            case Ending.Deny deny -> interrupt(rule, new Interruption.Deny(deny.status()));
            case Ending.Drop _ -> interrupt(rule, new Interruption.Drop());
            case Ending.Redirect redirect -> interrupt(rule, new Interruption.Redirect(redirect.status(), Ascii.text(redirect.location().expand(transaction))));
        }
    }

    /** What is left of this phase is skipped in any case, unless only the request is allowed and this is the response. */
    private void allow(Ending.Scope scope) {
        allowed = Optional.of(scope);
        stopped = scope == Ending.Scope.PHASE || covers(scope, phase);
    }

    private void interrupt(CompiledRule rule, Interruption.Kind kind) {
        stopped = true;
        interruption = Optional.of(new Interruption(kind, rule.meta().id(), phase));
    }
}
