package dev.postern.waf;

import java.util.List;

/**
 * The rules of one phase in order. What tells of most of them that they cannot match lies in rows beside each other, so that a rule of which it tells is not touched: for a harmless request that is
 * nearly every rule, and each is a handful of objects somewhere in the heap. Immutable; for any thread.
 */
final class PhaseRules {

    private final CompiledRule[] rules;
    /** By rule, its number among all rules. */
    private final int[] ordinals;
    /** By rule, what its first condition's pattern is seen through. {@code null} where each value has to be asked. */
    private final Glance.View[] views;
    private final int[] words;
    private final long[] masks;

    PhaseRules(List<CompiledRule> inOrder) {
        rules = inOrder.toArray(CompiledRule[]::new);
        ordinals = inOrder.stream().mapToInt(rule -> rule.meta().ordinal()).toArray();
        views = new Glance.View[rules.length];
        words = new int[rules.length];
        masks = new long[rules.length];
        for (int at = 0; at < rules.length; at++) {
            if (rules[at].conditions().getFirst().glance() instanceof Glance.Pooled pooled) {
                views[at] = pooled.view();
                words[at] = pooled.word();
                masks[at] = pooled.mask();
            }
        }
    }

    int size() {
        return rules.length;
    }

    CompiledRule get(int at) {
        return rules[at];
    }

    /** The first rule at this place or behind it that is not removed and may match; {@link #size} if there is none. What removed rules alone look for is not searched. */
    int next(int from, Transaction transaction) {
        Controls controls = transaction.controls();
        int at = from;
        while (at < rules.length && (controls.removed(ordinals[at]) || rulesOut(at, transaction))) {
            at++;
        }
        return at;
    }

    private boolean rulesOut(int at, Transaction transaction) {
        return views[at] != null && (transaction.hits(views[at])[words[at]] & masks[at]) == 0;
    }
}
