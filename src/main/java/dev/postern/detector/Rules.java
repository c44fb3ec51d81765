package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Check;
import java.util.function.Predicate;

/** Checks that say yes or no, and what all checks hold against a candidate. */
final class Rules {

    /** Numbers with letters are printed in capitals; small ones are what hashes and names are made of. */
    static final int SMALL_LETTERS = 25;

    private Rules() {}

    /** By the digits alone. */
    static Check digits(Predicate<String> rule) {
        return (candidate, confidence) -> rule.test(candidate.digits()) ? confidence : Check.NO;
    }

    /** By the letters and digits alone, in capitals. */
    static Check compact(Predicate<String> rule) {
        return (candidate, confidence) -> rule.test(candidate.compact()) ? asWritten(candidate, confidence) : Check.NO;
    }

    /** Nothing to check but how it is written. */
    static Check form() {
        return Rules::asWritten;
    }

    /** No more than {@value #SMALL_LETTERS} if there are small letters in it. */
    static int asWritten(Candidate candidate, int confidence) {
        return small(candidate) ? Math.min(confidence, SMALL_LETTERS) : confidence;
    }

    static boolean small(Candidate candidate) {
        for (int i = 0; i < candidate.length(); i++) {
            if (candidate.at(i) >= 'a' && candidate.at(i) <= 'z') {
                return true;
            }
        }
        return false;
    }
}
