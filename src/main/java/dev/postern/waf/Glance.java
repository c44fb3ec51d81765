package dev.postern.waf;

import java.util.List;

/** What tells of most conditions, before any value is looked at, that none can match. */
sealed interface Glance {

    Glance BLIND = new Blind();

    boolean rulesOut(Transaction from);

    /** Of conditions that have to be put to each value. */
    record Blind() implements Glance {

        @Override
        public boolean rulesOut(Transaction from) {
            return false;
        }
    }

    /**
     * One bit for a pattern and all values of a list of targets together.
     *
     * @param view  what the hits were gathered from
     * @param word  where in the hits the pattern's bit is
     * @param mask  that bit alone
     */
    record Pooled(View view, int word, long mask) implements Glance {

        static Pooled of(View view, int bit) {
            return new Pooled(view, bit >> 6, 1L << bit);
        }

        @Override
        public boolean rulesOut(Transaction from) {
            return (from.hits(view)[word] & mask) == 0;
        }
    }

    /**
     * A list of targets, none of which rules can change, seen by a group of patterns: gathered once for all rules that look at it so.
     *
     * @param index its number among those of the rule set
     */
    record View(int index, List<Part> parts, PatternGroup group) {

        long[] gather(Transaction from) {
            long[] all = new long[group.words()];
            for (Part part : parts) {
                from.rows(part).addHits(group, from.cells(), all);
            }
            return all;
        }
    }
}
