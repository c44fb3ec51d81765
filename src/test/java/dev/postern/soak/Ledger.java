package dev.postern.soak;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The driver's own account: every exchange has a number, its user agent says it, and here stands what came of it. On the driver's event loop, and after it has ended. */
final class Ledger {

    private static final int EXAMPLES = 20;
    /** Of an exchange whose client saw no status. */
    static final short NOTHING = 0;

    /** {@code right}: as it must be; {@code excused}: failed while what it rests on was away; {@code unexplained}: failed; {@code wrong}: what must never be answered. */
    static final class Count {
        long asked;
        long right;
        long excused;
        long unexplained;
        long wrong;

        long done() {
            return right + excused + unexplained + wrong;
        }
    }

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);
    private final Map<String, Long> excuses = new TreeMap<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private short[] statuses = new short[1 << 20];
    private int next;

    Ledger() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new Count());
        }
    }

    int ask(Kind kind) {
        counts.get(kind).asked++;
        if (next == statuses.length) {
            statuses = Arrays.copyOf(statuses, next * 2);
        }
        return next++;
    }

    void saw(int number, int status) {
        statuses[number] = (short) status;
    }

    void right(Kind kind) {
        counts.get(kind).right++;
    }

    void excused(Kind kind, String how) {
        counts.get(kind).excused++;
        excuses.merge(kind.label + ": " + how, 1L, Long::sum);
    }

    void unexplained(Kind kind, String how) {
        counts.get(kind).unexplained++;
        fault("unexplained, " + kind.label + ": " + how);
    }

    void wrong(Kind kind, String how) {
        counts.get(kind).wrong++;
        fault("WRONG, " + kind.label + ": " + how);
    }

    /** Something that is no answer's fault. */
    void fault(String what) {
        if (faults.size() < EXAMPLES || faults.containsKey(what)) {
            faults.merge(what, 1L, Long::sum);
        }
    }

    int asked() {
        return next;
    }

    short status(int number) {
        return statuses[number];
    }

    Count count(Kind kind) {
        return counts.get(kind);
    }

    long done() {
        return counts.values().stream().mapToLong(Count::done).sum();
    }

    long excused() {
        return counts.values().stream().mapToLong(count -> count.excused).sum();
    }

    /** Exchanges of which nothing has come by the end of everything. */
    Optional<String> unended() {
        long missing = next - done();
        return missing == 0 ? Optional.empty() : Optional.of(missing + " exchanges never ended");
    }

    Map<String, Long> excuses() {
        return excuses;
    }

    Map<String, Long> faults() {
        return faults;
    }
}
