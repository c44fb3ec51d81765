package dev.postern.seclang;

import dev.postern.config.Position;
import java.util.List;

/**
 * {@code SecRuleUpdateActionById}: other actions for one rule above it.
 *
 * @param link which link of its chain; 0 is the rule itself
 */
public record ActionUpdate(Position at, int id, int link, List<Action> actions) implements Directive {

    public ActionUpdate {
        actions = List.copyOf(actions);
    }
}
