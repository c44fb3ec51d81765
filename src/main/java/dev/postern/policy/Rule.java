package dev.postern.policy;

import dev.postern.config.PolicyConfig;
import dev.postern.identity.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A compiled rule. Pure, for any thread.
 *
 * @param order     its place in the file: of several rules that hold, the first is named
 * @param config    what was configured
 * @param who       whether it addresses a principal
 * @param request   which requests
 * @param device    on what device
 * @param condition written in CEL
 */
record Rule(int order, PolicyConfig config, List<Named<PrincipalCheck>> who, List<Named<Check>> request, List<Named<Check>> device,
        Optional<CelCondition> condition) {

    /** A check and the word by which it is called. */
    record Named<C extends Check>(String name, C check) {}

    /** How far an attempt got with a rule. */
    enum Outcome {
        /** Every check holds. */
        HOLDS,
        /** The condition could not be evaluated; every other check holds. */
        FAILED,
        /** The principal is not meant. */
        NOT_ADDRESSED,
        /** The principal is meant and the request is not. */
        NOT_REQUESTED,
        /** Only the device is not as wanted (the condition has not been asked). */
        NOT_ON_DEVICE,
        /** Only the condition is false. */
        NOT_ON_CONDITION
    }

    String name() {
        return config.name().value();
    }

    boolean isShadow() {
        return config.mode() == PolicyConfig.Mode.SHADOW;
    }

    /** How a shadow rule that held is recorded: {@code deny:block-weekends}. */
    String shadowLabel() {
        return config.effect().name().toLowerCase(Locale.ROOT) + ':' + name();
    }

    boolean addresses(Principal principal) {
        for (Named<PrincipalCheck> named : who) {
            if (!named.check().holds(principal)) {
                return false;
            }
        }
        return true;
    }

    Outcome judge(Attempt attempt) {
        if (!addresses(attempt.principal())) {
            return Outcome.NOT_ADDRESSED;
        }
        if (!all(request, attempt)) {
            return Outcome.NOT_REQUESTED;
        }
        if (!all(device, attempt)) {
            return Outcome.NOT_ON_DEVICE;
        }
        return condition.isEmpty() ? Outcome.HOLDS : switch (condition.get().evaluate(attempt)) {
            case TRUE -> Outcome.HOLDS;
            case FALSE -> Outcome.NOT_ON_CONDITION;
            case FAILED -> Outcome.FAILED;
        };
    }

    /** Whether the rule counts as holding: what cannot be evaluated denies and never allows. */
    boolean holds(Outcome outcome) {
        return outcome == Outcome.HOLDS || outcome == Outcome.FAILED && config.effect() == PolicyConfig.Effect.DENY;
    }

    private static boolean all(List<Named<Check>> checks, Attempt attempt) {
        for (int i = 0; i < checks.size(); i++) {
            if (!checks.get(i).check().holds(attempt)) {
                return false;
            }
        }
        return true;
    }

    /** The first check of the device that does not hold; asked only after {@link Outcome#NOT_ON_DEVICE}. */
    Optional<Named<Check>> failedDeviceCheck(Attempt attempt) {
        return device.stream().filter(named -> !named.check().holds(attempt)).findFirst();
    }

    @Override
    public String toString() {
        return name();
    }
}
