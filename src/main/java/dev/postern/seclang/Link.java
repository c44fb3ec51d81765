package dev.postern.seclang;

import dev.postern.config.Position;
import java.util.List;
import java.util.Optional;

/**
 * One link of a chain; a rule without a chain is a single one.
 *
 * @param test    what must hold; empty for {@code SecAction}, which always holds
 * @param actions as they are written
 */
public record Link(Position at, Optional<Test> test, List<Action> actions) {

    public Link {
        actions = List.copyOf(actions);
    }

    public boolean isChained() {
        return actions.stream().anyMatch(Action.Chain.class::isInstance);
    }

    /** Variables and the operator that their values are put to. */
    public record Test(List<Target> targets, OperatorUse operator) {

        public Test {
            targets = List.copyOf(targets);
        }
    }
}
