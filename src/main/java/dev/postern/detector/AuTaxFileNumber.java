package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Tax file numbers of Australia: nine digits, in one or as 3-3-3; weighted 1, 4, 3, 7, 5, 8, 6, 9, 10 they are a multiple of eleven (Australian Taxation Office).
 *
 * <p>Example: {@code 876 543 210}.
 */
final class AuTaxFileNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("AUSTRALIA_TAX_FILE_NUMBER", Category.GOVERNMENT_ID, "Australian tax file number", "AU_TFN"))
            .shape("\\d{9}\\b", 25)
            .shape("\\d{3} \\d{3} \\d{3}\\b", 40)
            .check(Rules.digits(AuTaxFileNumber::holds))
            .words("tfn", "tax file number")
            .build();

    private AuTaxFileNumber() {}

    private static boolean holds(String digits) {
        return !digits.equals("000000000") && Weighted.sum(digits, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0;
    }
}
