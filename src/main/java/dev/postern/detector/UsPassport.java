package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of passports of the United States: nine digits, or a letter and eight (next generation, since 2021). No check digit: likely with a word beside it only.
 *
 * <p>Example: {@code A12803456}.
 */
final class UsPassport {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_PASSPORT", Category.GOVERNMENT_ID, "US passport number"))
            .shape("(?i)[A-Z]\\d{8}\\b", 27)
            .shape("\\d{9}\\b", 25)
            .check(UsPassport::check)
            .words("passport", "passports", "travel document")
            .build();

    private UsPassport() {}

    private static int check(Candidate candidate, int confidence) {
        return Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
