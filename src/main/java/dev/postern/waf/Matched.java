package dev.postern.waf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the conditions of the rule at hand have matched so far (MATCHED_VARS), and the last match of any rule (MATCHED_VAR). */
final class Matched {

    /** More than can be read of one message. Further matches count but are not listed: then conditions on the list match ({@link Conditions}). */
    static final int MOST = 1 << 17;

    /** A matched row with its value as the operator saw it. */
    record Entry(Row row, Cell value) {

        byte[] name() {
            return row.name();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private boolean over;
    private Entry last; // null until something matches

    void add(Row row, Cell value) {
        Entry entry = new Entry(row, value);
        last = entry;
        if (entries.size() < MOST) {
            entries.add(entry);
        } else {
            over = true;
        }
    }

    void clear() {
        entries.clear();
        over = false;
    }

    /** Whether the rule at hand has matched more than is listed. */
    boolean isOver() {
        return over;
    }

    List<Entry> entries() {
        return entries;
    }

    Optional<Entry> last() {
        return Optional.ofNullable(last);
    }
}
