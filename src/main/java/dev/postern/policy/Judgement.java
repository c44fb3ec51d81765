package dev.postern.policy;

import java.util.Optional;
import java.util.function.Consumer;

/** What the rules of one effect make of an attempt: the first that holds, and, where none does, what came nearest. Confined to one decision. */
final class Judgement implements Consumer<Rule> {

    private final Attempt attempt;
    private Rule holding;
    private Rule.Outcome outcome = Rule.Outcome.NOT_ADDRESSED;
    private Rule onOtherDevice;
    private Rule failed;
    private Addressing addressing = Addressing.NOBODY;

    enum Addressing { SOMEBODY, NOBODY }

    Judgement(Attempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public void accept(Rule rule) {
        if (holding != null && rule.order() >= holding.order()) {
            return;
        }
        Rule.Outcome judged = rule.judge(attempt);
        if (judged == Rule.Outcome.NOT_ADDRESSED) {
            return;
        }
        addressing = Addressing.SOMEBODY;
        if (rule.holds(judged)) {
            holding = rule;
            outcome = judged;
        } else if (judged == Rule.Outcome.NOT_ON_DEVICE) {
            onOtherDevice = first(onOtherDevice, rule);
        } else if (judged == Rule.Outcome.FAILED) {
            failed = first(failed, rule);
        }
    }

    private static Rule first(Rule one, Rule other) {
        return one == null || other.order() < one.order() ? other : one;
    }

    Optional<Rule> holding() {
        return Optional.ofNullable(holding);
    }

    /** How the holding rule holds: {@code HOLDS}, or {@code FAILED} for a deny rule that could not be evaluated. */
    Rule.Outcome outcome() {
        return outcome;
    }

    /** The first rule that only wants another device. */
    Optional<Rule> onOtherDevice() {
        return Optional.ofNullable(onOtherDevice);
    }

    /** The first allow rule whose condition could not be evaluated. */
    Optional<Rule> failed() {
        return Optional.ofNullable(failed);
    }

    /** Whether any rule that was asked addresses the principal. */
    Addressing addressing() {
        return addressing;
    }
}
