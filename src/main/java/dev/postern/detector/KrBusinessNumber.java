package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Business registration numbers of Korea: ten digits, in one or as 3-2-5: office, kind of business, count, check digit. Nine are weighted 1, 3, 7, 1, 3, 7, 1, 3, 5, the tens of the last
 * product are added once more, and the check digit fills up to a multiple of ten (National Tax Service).
 *
 * <p>Example: {@code 104-86-56659}.
 */
final class KrBusinessNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("KR_BRN", Category.GOVERNMENT_ID, "Korean business registration number"))
            .shape("\\d{10}\\b", 25)
            .shape("\\d{3}-\\d{2}-\\d{5}\\b", 55)
            .check(Rules.digits(KrBusinessNumber::holds))
            .words("brn", "사업자등록번호", "사업자번호", "사업자", "business registration", "business number")
            .build();

    private KrBusinessNumber() {}

    private static boolean holds(String digits) {
        int sum = Weighted.sum(digits, 1, 3, 7, 1, 3, 7, 1, 3, 5, 1) + (digits.charAt(8) - '0') * 5 / 10;
        return sum % 10 == 0 && !digits.equals("0000000000");
    }
}
