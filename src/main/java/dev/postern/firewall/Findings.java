package dev.postern.firewall;

import dev.postern.inspect.Finding;
import dev.postern.waf.Masked;
import dev.postern.waf.RuleMatch;
import dev.postern.waf.Severity;
import dev.postern.waf.Transaction;
import java.util.ArrayList;
import java.util.List;

/** What rules have matched, for the record. */
final class Findings {

    private Findings() {}

    static List<Finding> of(Transaction transaction) {
        List<Finding> findings = new ArrayList<>();
        for (RuleMatch match : transaction.matches()) {
            findings.add(new Finding(Firewall.NAME, Long.toString(match.ruleId()), match.masked(), match.variable(), Masked.of(match.value()), score(match.severity())));
        }
        if (transaction.matchesLeft() > 0) {
            findings.add(new Finding(Firewall.NAME, "more", transaction.matchesLeft() + " further matches", "", "", 0));
        }
        if (transaction.timesExhausted() > 0) {
            findings.add(new Finding(Firewall.NAME, "exhausted", "patterns or operators came to their bound " + transaction.timesExhausted() + " times, which counted as matches", "", "", 0));
        }
        return findings;
    }

    /** As the Core Rule Set counts. */
    static int score(Severity severity) {
        return switch (severity) {
            case EMERGENCY, ALERT, CRITICAL -> 5;
            case ERROR -> 4;
            case WARNING -> 3;
            case NOTICE -> 2;
            case INFO, DEBUG, NONE -> 0;
        };
    }
}
