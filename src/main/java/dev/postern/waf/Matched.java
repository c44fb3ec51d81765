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
    private CompiledRule leader; // null but after a rule that only led on
    private Cell leading; // what it matched

    void add(Row row, Cell value) {
        Entry entry = new Entry(row, value);
        last = entry;
        leader = null;
        if (entries.size() < MOST) {
            entries.add(entry);
        } else {
            over = true;
        }
    }

    /** What a rule matched that did nothing but lead past others, with its one condition on one TX variable: that is made out when somebody asks. */
    void led(CompiledRule rule, Cell value) {
        leader = rule;
        leading = value;
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
        if (leader != null) {
            last = new Entry(leader.conditions().getFirst().parts().getFirst().member(leading), leading);
            leader = null;
        }
        return Optional.ofNullable(last);
    }
}
