package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Check;
import java.util.function.Predicate;

/** Checks that say yes or no, and what is held against a candidate of any kind. */
final class Rules {

    /** Found with a word beside it, not without one. */
    static final int DOUBTFUL = 25;

    private Rules() {}

    /** By the digits alone. */
    static Check digits(Predicate<String> rule) {
        return (candidate, confidence) -> rule.test(candidate.digits()) ? asWritten(candidate, confidence) : Check.NO;
    }

    /** By the letters and digits alone, in capitals. */
    static Check compact(Predicate<String> rule) {
        return (candidate, confidence) -> rule.test(candidate.compact()) ? asWritten(candidate, confidence) : Check.NO;
    }

    /** Nothing to check but how and where it is written. */
    static Check form() {
        return Rules::asWritten;
    }

    /**
     * No more than {@value #DOUBTFUL} if there are small letters in it, since such numbers are printed in capitals and hashes are not; if it is joined to something before or behind it; or if it is
     * the value of a field that calls itself an identifier.
     */
    static int asWritten(Candidate candidate, int confidence) {
        boolean doubtful = confidence > DOUBTFUL && (small(candidate) || Surroundings.joined(candidate) || Surroundings.inFieldOfIds(candidate));
        return doubtful ? DOUBTFUL : confidence;
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
