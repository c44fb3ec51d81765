package dev.postern.waf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one phase in order. What tells of most of them that they cannot match, or that all they do is lead past others, lies in rows beside each other, so that a rule of which it tells is
 * not touched: for a harmless request that is nearly every rule, and each is a handful of objects somewhere in the heap. Immutable; for any thread.
 */
final class PhaseRules {

    private final CompiledRule[] rules;
    /** By rule, its number among all rules. */
    private final int[] ordinals;
    /** By rule, what its first condition's pattern is seen through. {@code null} where each value has to be asked. */
    private final Glance.View[] views;
    private final int[] words;
    private final long[] masks;
    /** By rule, what its first condition asks of a TX variable; equal ones are one object. {@code null} where it asks something else. */
    private final TxTest[] tests;
    /** By rule, where it leads and does nothing else; 0 where there is more to do. */
    private final int[] leads;

    PhaseRules(List<CompiledRule> inOrder) {
        rules = inOrder.toArray(CompiledRule[]::new);
        ordinals = inOrder.stream().mapToInt(rule -> rule.meta().ordinal()).toArray();
        views = new Glance.View[rules.length];
        words = new int[rules.length];
        masks = new long[rules.length];
        tests = new TxTest[rules.length];
        leads = new int[rules.length];
        Map<TxTest, TxTest> known = new HashMap<>();
        for (int at = 0; at < rules.length; at++) {
            tests[at] = TxTest.of(rules[at].conditions().getFirst()).map(test -> known.computeIfAbsent(test, same -> same)).orElse(null);
            leads[at] = rules[at].onlyLeads() ? rules[at].jump() : 0;
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

    /** The first rule to be run at this place or behind it; {@link #size} if there is none. What removed rules alone look for is not searched. */
    int next(int from, Transaction transaction) {
        int at = from;
        int on = onward(at, transaction);
        while (on != at) {
            at = on;
            on = onward(at, transaction);
        }
        return at;
    }

    /** Where to go on; the place itself if its rule is to be run. */
    private int onward(int at, Transaction transaction) {
        if (at == rules.length) {
            return at;
        }
        Controls controls = transaction.controls();
        TxTest test = tests[at];
        if (controls.removed(ordinals[at]) || (test == null ? rulesOut(at, transaction) : !test.holds(transaction))) {
            return at + 1;
        }
        if (test == null || leads[at] == 0 || controls.excludesAny()) {
            return at;
        }
        transaction.matched().led(rules[at], test.target().cell(transaction));
        return leads[at];
    }

    private boolean rulesOut(int at, Transaction transaction) {
        return views[at] != null && (transaction.hits(views[at])[words[at]] & masks[at]) == 0;
    }
}
