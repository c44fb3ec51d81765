package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Identity numbers of Thailand: thirteen digits, in one or as 1-4-5-2-1: kind of person, province and district, two counts, a check digit: twelve, weighted 13 down to 2, and the check
 * digit fill up to a multiple of eleven, ten counting 0. Provinces are those of ISO 3166-2:TH (Department of Provincial Administration).
 *
 * <p>Example: {@code 1-2200-00000-00-7}.
 */
final class ThIdentityNumber {

    private static final Set<Integer> NO_PROVINCE = Set.of(28, 29, 59, 68, 69, 78, 79, 87, 88, 89, 97, 98, 99);

    static final Detector DETECTOR = Detector.of(InfoType.of("THAILAND_NATIONAL_ID_NUMBER", Category.GOVERNMENT_ID, "Thai identity number", "TH_TNIN"))
            .shape("[1-9]\\d{12}\\b", 30)
            .shape("[1-9]-\\d{4}-\\d{5}-\\d{2}-\\d\\b", 75)
            .shape("[1-9] \\d{4} \\d{5} \\d{2} \\d\\b", 75)
            .check(Rules.digits(ThIdentityNumber::holds))
            .words("tnin", "thai", "เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "รหัสปชช")
            .build();

    private ThIdentityNumber() {}

    private static boolean holds(String digits) {
        int province = CalendarDay.number(digits, 1, 3);
        int sum = Weighted.sum(digits, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        return province >= 10 && !NO_PROVINCE.contains(province) && (11 - sum % 11) % 10 == digits.charAt(12) - '0';
    }
}
