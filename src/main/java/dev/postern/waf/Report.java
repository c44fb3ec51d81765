package dev.postern.waf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the rules of one transaction report: the first {@link #MOST_MATCHES} matches, and how many more there were. */
final class Report {

    static final int MOST_MATCHES = 256;
    static final int MOST_TEXT = 512;
    static final int MOST_VALUE = 128;

    private final List<RuleMatch> matches = new ArrayList<>();
    private long left;
    private long exhausted;
    private Severity highest = Severity.NONE;

    void add(RuleMatch match) {
        if (matches.size() < MOST_MATCHES) {
            matches.add(match);
        } else {
            left++;
        }
    }

    void exhausted() {
        exhausted++;
    }

    /** How often a pattern or an operator came to a bound before it knew, which counted as a match. */
    long timesExhausted() {
        return exhausted;
    }

    void saw(Severity severity) {
        if (severity.ordinal() < highest.ordinal()) {
            highest = severity;
        }
    }

    /** The gravest severity of a rule that matched. */
    Severity highest() {
        return highest;
    }

    List<RuleMatch> matches() {
        return List.copyOf(matches);
    }

    long left() {
        return left;
    }

    static String cut(byte[] text) {
        return front(text, MOST_TEXT);
    }

    static String value(byte[] text) {
        return front(text, MOST_VALUE);
    }

    private static String front(byte[] text, int most) {
        return Ascii.text(text.length <= most ? text : Arrays.copyOf(text, most));
    }
}
