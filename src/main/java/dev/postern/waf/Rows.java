package dev.postern.waf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The values a list of targets stands for, in order, and which patterns of a group any of them holds: a rule none of whose values has a hit is decided by one bit.
 */
final class Rows {

    private static final long[][] NO_UNIONS = {};

    private final List<Row> rows = new ArrayList<>();
    private long[][] unions = NO_UNIONS;

    void add(Row row) {
        rows.add(row);
    }

    void add(Supply of, byte[] key, Cell cell) {
        rows.add(Row.of(of, key, cell));
    }

    void add(Supply of, Cell cell) {
        rows.add(Row.of(of, Ascii.NONE, cell));
    }

    int size() {
        return rows.size();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    Row get(int i) {
        return rows.get(i);
    }

    Iterable<Row> each() {
        return rows;
    }

    void removeIf(Predicate<Row> gone) {
        rows.removeIf(gone);
    }

    /** Whether any value may hold pattern {@code bit} of {@code group}. */
    boolean mayHit(PatternGroup group, int bit, Cells cells) {
        if (unions.length == 0) {
            unions = new long[group.of()][];
        }
        if (unions[group.index()] == null) {
            unions[group.index()] = union(group, cells);
        }
        return (unions[group.index()][bit >> 6] >>> bit & 1) != 0;
    }

    private long[] union(PatternGroup group, Cells cells) {
        long[] all = new long[group.words()];
        for (Row row : rows) {
            long[] hits = group.hits(row.cell(), cells);
            for (int i = 0; i < all.length && hits != group.none(); i++) {
                all[i] |= hits[i];
            }
        }
        return all;
    }
}
