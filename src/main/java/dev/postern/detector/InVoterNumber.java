package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of the voter identity cards of India (EPIC): three letters and seven digits. There is a check digit whose rule is not published: a word beside it is needed (Election Commission
 * of India).
 *
 * <p>Example: {@code KSD1287349}.
 */
final class InVoterNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("IN_VOTER", Category.GOVERNMENT_ID, "Indian voter number"))
            .shape("(?i)[A-Z]{3}\\d{7}\\b", 25)
            .words("voter", "voter id", "epic", "elector", "election")
            .build();

    private InVoterNumber() {}
}
