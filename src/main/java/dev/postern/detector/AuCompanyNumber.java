package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Company numbers of Australia: nine digits, in one or as 3-3-3; eight, weighted 8 down to 1, and the check digit make a multiple of ten (Australian Securities and Investments Commission,
 * "Australian Company Number digit check").
 *
 * <p>Example: {@code 005 499 981}.
 */
final class AuCompanyNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("AU_ACN", Category.GOVERNMENT_ID, "Australian company number", "AUSTRALIA_COMPANY_NUMBER"))
            .shape("\\d{9}\\b", 25)
            .shape("\\d{3} \\d{3} \\d{3}\\b", 40)
            .check(Rules.digits(AuCompanyNumber::holds))
            .words("acn", "australian company number", "company number")
            .build();

    private AuCompanyNumber() {}

    private static boolean holds(String digits) {
        return Weighted.sum(digits, 8, 7, 6, 5, 4, 3, 2, 1, 1) % 10 == 0;
    }
}
