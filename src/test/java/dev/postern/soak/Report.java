package dev.postern.soak;

import java.io.PrintStream;
import java.util.List;

/** The table at the end, in Markdown. */
final class Report {

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(Ledger ledger, Vitals vitals, Trail.Agreement agreement, List<String> notes, List<String> faults) {
        out.println();
        notes.forEach(note -> out.println("- " + note));
        out.println("\n| exchanges | begun | as they must be | failed, explained | failed, unexplained | wrong answers |\n|---|---|---|---|---|---|");
        long[] sum = new long[5];
        for (Kind kind : Kind.values()) {
            Ledger.Count count = ledger.count(kind);
            long[] row = {count.asked, count.right, count.excused, count.unexplained, count.wrong};
            row(kind.label, row);
            for (int i = 0; i < row.length; i++) {
                sum[i] += row[i];
            }
        }
        row("all", sum);
        out.println("\n| explained failures: while what it rests on was away, or %d s after | times |\n|---|---|".formatted(Absences.AFTERMATH.toSeconds()));
        ledger.excuses().forEach((how, times) -> out.printf("| %s | %,d |%n", how, times));
        out.println("\n| tenth of the run | resident MB | live heap MB | descriptors |\n|---|---|---|---|");
        int tenth = 1;
        for (Vitals.Tenth each : vitals.tenths()) {
            out.printf("| %d | %d | %d | %d |%n", tenth++, each.residentMb(), each.live(), each.descriptors());
        }
        out.println("\n| record | |\n|---|---|");
        out.printf("| exchanges begun by the driver | %,d |%n| events | %,d |%n| of them, of exchanges whose client saw no status | %,d |%n", ledger.asked(), agreement.events(), agreement.unanswered());
        out.println();
        faults.forEach(fault -> out.println("FAULT: " + fault));
        out.println(faults.isEmpty() ? "soak: nothing wrong, nothing unexplained" : "soak: " + faults.size() + " faults");
    }

    private void row(String label, long[] values) {
        out.printf("| %s | %,d | %,d | %,d | %,d | %,d |%n", label, values[0], values[1], values[2], values[3], values[4]);
    }
}
