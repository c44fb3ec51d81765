package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Business numbers of Australia: eleven digits, in one or as 2-3-3-3, the first never 0. One less than the first digit and the others, weighted 10, 1, 3, 5 to 19, are a multiple of 89, so
 * that one of 89 random numbers passes (Australian Business Register, "Format of the ABN").
 *
 * <p>Example: {@code 51 824 753 556}.
 */
final class AuBusinessNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("AU_ABN", Category.GOVERNMENT_ID, "Australian business number", "AUSTRALIA_BUSINESS_NUMBER"))
            .shape("[1-9]\\d{10}\\b", 40)
            .shape("[1-9]\\d \\d{3} \\d{3} \\d{3}\\b", 65)
            .check(Rules.digits(AuBusinessNumber::holds))
            .words("abn", "australian business number", "business number")
            .build();

    private AuBusinessNumber() {}

    private static boolean holds(String digits) {
        return (Weighted.sum(digits, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
    }
}
