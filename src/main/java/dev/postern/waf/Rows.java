package dev.postern.waf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The values a list of targets stands for, in order. */
final class Rows {

    private final List<Row> rows = new ArrayList<>();

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

    /** Adds what any of the values holds of a group's patterns. */
    void addHits(PatternGroup group, Cells cells, long[] all) {
        for (int i = 0; i < rows.size(); i++) {
            group.addHits(rows.get(i).cell(), cells, all);
        }
    }
}
