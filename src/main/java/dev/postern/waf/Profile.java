package dev.postern.waf;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** How one route uses a rule set, compiled by {@link RuleSet#profile}: immutable, shared. */
public final class Profile {

    private final EngineMode mode;
    private final Map<Integer, byte[]> variables;
    private final BitSet removed;
    private final List<TargetExclusion> exclusions;

    Profile(EngineMode mode, Map<Integer, byte[]> variables, BitSet removed, List<TargetExclusion> exclusions) {
        this.mode = mode;
        this.variables = Map.copyOf(variables);
        this.removed = (BitSet) removed.clone();
        this.exclusions = List.copyOf(exclusions);
    }

    EngineMode mode() {
        return mode;
    }

    /** TX variables by slot, set before the first phase. */
    Map<Integer, byte[]> variables() {
        return variables;
    }

    /** A copy. */
    BitSet removed() {
        return (BitSet) removed.clone();
    }

    List<TargetExclusion> exclusions() {
        return exclusions;
    }
}
