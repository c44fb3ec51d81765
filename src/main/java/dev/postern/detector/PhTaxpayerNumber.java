package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Taxpayer numbers of the Philippines (TIN): nine digits, three more for a branch or not, in one or in groups of three with dashes. The ninth is a check digit: eight, weighted 9 down to
 * 2, modulo eleven (Bureau of Internal Revenue).
 *
 * <p>Example: {@code 000-123-456-000}.
 */
final class PhTaxpayerNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("PH_TIN", Category.GOVERNMENT_ID, "Philippine taxpayer number"))
            .shape("(?:\\d{9}|\\d{12})\\b", 25)
            .shape("\\d{3}-\\d{3}-\\d{3}(?:-\\d{3})?\\b", 45)
            .check(Rules.digits(PhTaxpayerNumber::holds))
            .words("tin", "bir", "taxpayer", "taxpayer identification", "rdo")
            .build();

    private PhTaxpayerNumber() {}

    private static boolean holds(String digits) {
        return !digits.startsWith("000000000") && Weighted.sum(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digits.charAt(8) - '0';
    }
}
