package dev.postern.policy;

import dev.postern.config.RouteConfig.Discoverable;
import dev.postern.device.Device;
import dev.postern.exchange.Denial;
import dev.postern.exchange.Reason;
import dev.postern.identity.Principal;
import dev.postern.policy.Decision.Discoverability;
import dev.postern.policy.Decision.Refuse;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Chooses the reason of a refusal that helps most, and whether the client may learn it.
 *
 * <p>Who may: with {@code discoverable: permitted} those whom some enforced allow rule of the route means; with {@code signed-in} every authenticated
 * principal too. To an anonymous client a route that is not for anyone is hidden, and the reason is {@code SIGN_IN_REQUIRED}, which is how requests
 * to routes that do not exist are answered as well.
 */
final class Refusals {

    private final Attempt attempt;
    private final List<String> shadow;

    Refusals(Attempt attempt, List<String> shadow) {
        this.attempt = attempt;
        this.shadow = shadow;
    }

    Refuse denied(Judgement deny, BooleanSupplier addressed) {
        Rule rule = deny.holding().orElseThrow();
        Denial denial = deny.outcome() == Rule.Outcome.FAILED
                ? Denial.of(Reason.POLICY_FAILED, "the condition of deny rule " + failure(rule))
                : Denial.of(Reason.POLICY_DENIED, "deny rule " + rule + " holds");
        return new Refuse(denial, Optional.of(rule.name()), discoverability(isAuthenticatedAndMayDiscover() || addressed.getAsBoolean()), shadow);
    }

    Refuse notAllowed(Judgement allow, RuleSet.SignIn signIn) {
        boolean addressed = allow.addressing() == Judgement.Addressing.SOMEBODY;
        Denial denial = allow.onOtherDevice().map(this::deviceDenial).orElseGet(() -> undecided(allow, addressed, signIn));
        return new Refuse(denial, Optional.empty(), discoverability(isAuthenticatedAndMayDiscover() || addressed), shadow);
    }

    private Denial undecided(Judgement allow, boolean addressed, RuleSet.SignIn signIn) {
        boolean anonymous = attempt.principal() instanceof Principal.Anonymous;
        if (anonymous && (!addressed || signIn == RuleSet.SignIn.CAN_HELP)) {
            return Denial.of(Reason.SIGN_IN_REQUIRED, "no allow rule of route " + attempt.route() + " is for an anonymous client");
        }
        return Denial.of(Reason.POLICY_NO_RULE, allow.failed().map(rule -> Reason.POLICY_FAILED.code() + ": the condition of allow rule " + failure(rule))
                .orElse("no allow rule of route " + attempt.route() + " holds"));
    }

    private String failure(Rule rule) {
        return rule.name() + ' ' + rule.condition().map(c -> c.seen(attempt)).orElse("");
    }

    private Denial deviceDenial(Rule rule) {
        String detail = rule.failedDeviceCheck(attempt).map(c -> "allow rule " + rule + " wants " + c.name() + ' ' + c.check().wanted()
                + ", was " + c.check().seen(attempt)).orElse("");
        return Denial.of(switch (attempt.device()) {
            case Device.Absent absent -> Reason.DEVICE_REQUIRED;
            case Device.Unknown unknown -> Reason.DEVICE_UNKNOWN;
            case Device.Expired expired -> Reason.DEVICE_EXPIRED;
            case Device.Revoked revoked -> Reason.DEVICE_REVOKED;
            case Device.Undetermined undetermined -> Reason.DEVICE_UNDETERMINED;
            case Device.Enrolled enrolled -> Reason.DEVICE_REFUSED;
        }, detail);
    }

    private boolean isAuthenticatedAndMayDiscover() {
        return attempt.route().config().discoverable() == Discoverable.SIGNED_IN && !(attempt.principal() instanceof Principal.Anonymous);
    }

    private static Discoverability discoverability(boolean explained) {
        return explained ? Discoverability.EXPLAINED : Discoverability.HIDDEN;
    }
}
