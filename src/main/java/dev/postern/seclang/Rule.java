package dev.postern.seclang;

import dev.postern.config.Position;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code SecRule} or {@code SecAction} with all that is chained to it.
 *
 * @param id    positive, and no other rule's
 * @param links in order, the rule itself first; each but the last has {@link Action.Chain}
 */
public record Rule(Position at, int id, List<Link> links) implements Directive {

    public Rule {
        links = List.copyOf(links);
        if (id <= 0 || links.isEmpty()) {
            throw new IllegalArgumentException("a rule has an id and a link");
        }
    }

    /** From 1 to 5; empty when the rule leaves it to its default actions. */
    public OptionalInt phase() {
        return links.getFirst().actions().stream().filter(Action.Phase.class::isInstance).mapToInt(action -> ((Action.Phase) action).number()).findFirst();
    }
}
