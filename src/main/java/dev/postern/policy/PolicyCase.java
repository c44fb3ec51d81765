package dev.postern.policy;

import dev.postern.config.Position;
import java.util.Optional;

/**
 * One case of a policy test file: a scenario and what must become of it.
 *
 * @param name     unique in its file
 * @param at       where it stands
 * @param scenario what is tried
 * @param expected what must come out
 */
public record PolicyCase(String name, Position at, Scenario scenario, Expected expected) {

    public enum Outcome { ALLOW, DENY }

    /**
     * @param outcome allowed or refused; a request that no route matches is refused
     * @param rule    the rule the decision rests on, where that matters
     * @param reason  the code of the refusal's reason, where that matters
     * @param route   the route that must match, where that matters
     */
    public record Expected(Outcome outcome, Optional<String> rule, Optional<String> reason, Optional<String> route) {}
}
