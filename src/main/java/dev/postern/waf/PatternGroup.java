package dev.postern.waf;

/**
 * Patterns that are asked of values in the same dress.
 *
 * @param steps    what is done to a value before it is scanned
 * @param matching whether the value is scanned once, after all steps, or after each as well
 * @param wanted   the bits of these patterns in the pool, which may hold others; not to be changed
 */
record PatternGroup(Steps steps, Condition.Matching matching, Pool pool, long[] wanted) {

    int words() {
        return pool.none().length;
    }

    /** The hits in this very value; not to be changed. */
    long[] scan(Cell dressed, Cells cells) {
        return pool.scan(dressed, wanted, cells);
    }

    /** Adds the hits in {@code raw} once it has gone through the steps. */
    void addHits(Cell raw, Cells cells, long[] all) {
        if (matching == Condition.Matching.ONCE) {
            add(cells.walk(raw, steps), cells, all);
            return;
        }
        Cell at = raw;
        add(at, cells, all);
        for (int id : steps.ids()) {
            Cell next = cells.step(at, id);
            if (next != at) {
                add(next, cells, all);
            }
            at = next;
        }
    }

    private void add(Cell dressed, Cells cells, long[] all) {
        long[] hits = scan(dressed, cells);
        if (hits != pool.none()) {
            for (int word = 0; word < all.length; word++) {
                all[word] |= hits[word];
            }
        }
    }
}
