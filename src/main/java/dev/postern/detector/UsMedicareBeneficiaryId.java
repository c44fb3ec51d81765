package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Medicare beneficiary identifiers of the United States: eleven characters, in one or as 4-3-4, each place with its own set: a digit not 0, a letter, either, a digit, a letter, either, a digit, two
 * letters, two digits; S, L, O, I, B and Z are not used (CMS, Understanding the MBI). No check digit.
 *
 * <p>Example: {@code 1EG4-TE5-MK73}.
 */
final class UsMedicareBeneficiaryId {

    private static final String LETTER = "[AC-HJKMNP-RT-Y]";
    private static final String EITHER = "[AC-HJKMNP-RT-Y\\d]";
    private static final String FIRST = "[1-9]" + LETTER + EITHER + "\\d";
    private static final String SECOND = LETTER + EITHER + "\\d";
    private static final String THIRD = LETTER + LETTER + "\\d\\d";

    static final Detector DETECTOR = Detector.of(InfoType.of("US_MEDICARE_BENEFICIARY_ID_NUMBER", Category.HEALTH, "Medicare beneficiary identifier", "US_MBI"))
            .shape("(?i)" + FIRST + '-' + SECOND + '-' + THIRD + "\\b", 65)
            .shape("(?i)" + FIRST + SECOND + THIRD + "\\b", 45)
            .check(UsMedicareBeneficiaryId::check)
            .words("medicare", "mbi", "beneficiary", "medicaid")
            .build();

    private UsMedicareBeneficiaryId() {}

    private static int check(Candidate candidate, int confidence) {
        return Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
