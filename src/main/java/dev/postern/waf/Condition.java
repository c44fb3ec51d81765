package dev.postern.waf;

import dev.postern.automaton.Found;
import java.util.List;

/** One condition of a rule with what a match of it does at once. A rule without {@code chain} has one. */
record Condition(List<Part> parts, TxTarget tx, Steps steps, Check check, Glance glance, Sense sense, Matching matching, Capture capture, List<Effect> effects) {

    enum Sense { PLAIN, NEGATED }

    /** Whether the operator sees the value once, after all transformations, or after each one that changed it. */
    enum Matching { ONCE, EACH_STEP }

    enum Capture { NONE, GROUPS }

    /** Whether a value matches of which the operator says so. What came to its bound may be either, and matches in either sense. */
    boolean wants(Found found) {
        return found == Found.EXHAUSTED || (found == Found.YES) == (sense == Sense.PLAIN);
    }

    Condition {
        parts = List.copyOf(parts);
        effects = List.copyOf(effects);
    }
}
