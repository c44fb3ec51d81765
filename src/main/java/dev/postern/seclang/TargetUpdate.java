package dev.postern.seclang;

import dev.postern.config.Position;
import java.util.List;

/**
 * {@code SecRuleUpdateTargetById}, {@code ByTag}, {@code ByMsg}: other targets for rules above it.
 *
 * @param targets  to add, or, when excluded, to leave out
 * @param replaced targets that the others stand in for; empty when they are added
 */
public record TargetUpdate(Position at, Selection rules, List<Target> targets, List<Target> replaced) implements Directive {

    public TargetUpdate {
        targets = List.copyOf(targets);
        replaced = List.copyOf(replaced);
    }
}
