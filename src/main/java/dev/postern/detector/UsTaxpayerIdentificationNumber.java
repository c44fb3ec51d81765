package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Taxpayer numbers of the United States for people without a social security number (ITIN): written as one, beginning with 9, the fourth and fifth digit 50 to 65, 70 to 88, 90 to 92 or 94 to 99 (IRS
 * Publication 1915). No check digit.
 *
 * <p>Example: {@code 911-70-1234}.
 */
final class UsTaxpayerIdentificationNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_INDIVIDUAL_TAXPAYER_IDENTIFICATION_NUMBER", Category.GOVERNMENT_ID, "US taxpayer number", "US_ITIN"))
            .shape("9\\d{2}-\\d{2}-\\d{4}\\b", 50)
            .shape("9\\d{2} \\d{2} \\d{4}\\b", 40)
            .shape("9\\d{8}\\b", 25)
            .shape("9\\d{2}-\\d{6}\\b|9\\d{4}-\\d{4}\\b|9\\d{2} \\d{6}\\b|9\\d{4} \\d{4}\\b", 10)
            .check(UsTaxpayerIdentificationNumber::check)
            .words("itin", "taxpayer", "tax id", "taxpayer id", "tin")
            .build();

    private UsTaxpayerIdentificationNumber() {}

    private static int check(Candidate candidate, int confidence) {
        int group = Integer.parseInt(candidate.digits(), 3, 5, 10);
        boolean given = group >= 50 && group <= 65 || group >= 70 && group <= 88 || group >= 90 && group <= 92 || group >= 94;
        return given && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }
}
