package dev.postern.waf;

import java.util.Arrays;
import java.util.List;

/**
 * The rules of one phase in order. What tells of most of them that they cannot match lies in rows beside each other, so that a rule of which it tells is not touched: for a harmless request that is
 * nearly every rule, and each is a handful of objects somewhere in the heap. Immutable; for any thread.
 */
final class PhaseRules {

    private final CompiledRule[] rules;
    /** By rule, what its first condition's pattern is seen through. {@code null} where each value has to be asked. */
    private final Glance.View[] views;
    private final int[] words;
    private final long[] masks;

    PhaseRules(List<CompiledRule> inOrder) {
        rules = inOrder.toArray(CompiledRule[]::new);
        views = new Glance.View[rules.length];
        words = new int[rules.length];
        masks = new long[rules.length];
        Arrays.setAll(rules, i -> laid(i, rules[i]));
    }

    private CompiledRule laid(int at, CompiledRule rule) {
        if (rule.conditions().getFirst().glance() instanceof Glance.Pooled pooled) {
            views[at] = pooled.view();
            words[at] = pooled.word();
            masks[at] = pooled.mask();
        }
        return rule;
    }

    int size() {
        return rules.length;
    }

    CompiledRule get(int at) {
        return rules[at];
    }

    /** The first rule at this place or behind it that may match; {@link #size} if there is none. */
    int next(int from, Transaction transaction) {
        int at = from;
        while (at < rules.length && views[at] != null && (transaction.hits(views[at])[words[at]] & masks[at]) == 0) {
            at++;
        }
        return at;
    }
}
