package dev.postern.seclang;

import dev.postern.config.Position;
import java.util.List;

/** {@code SecDefaultAction}: what rules below it do where they say nothing else; has a phase and a disruptive action. */
public record DefaultAction(Position at, List<Action> actions) implements Directive {

    public DefaultAction {
        actions = List.copyOf(actions);
    }
}
