package dev.postern.detector;

import dev.postern.checksum.Iso7064;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Identity numbers of residents of China: six digits for the place, eight for the day of birth, three to count, a check character (ISO/IEC 7064, MOD 11-2), all by GB 11643. The place
 * begins with the code of a province (GB/T 2260).
 *
 * <p>Example: {@code 11010519491231002X}.
 */
final class CnResidentNumber {

    private static final Set<Integer> PROVINCES = Set.of(11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91);

    static final Detector DETECTOR = Detector.of(InfoType.of("CHINA_RESIDENT_ID_NUMBER", Category.GOVERNMENT_ID, "Chinese resident identity number", "CN_RESIDENT_ID"))
            .shape("[1-9]\\d{5}(?:18|19|20)\\d{9}[0-9Xx]\\b", 70)
            .check(Rules.compact(CnResidentNumber::holds))
            .words("身份证", "身份证号", "公民身份号码", "居民身份证", "resident id", "identity card")
            .build();

    private CnResidentNumber() {}

    private static boolean holds(String text) {
        return PROVINCES.contains(CalendarDay.number(text, 0, 2)) && CalendarDay.exists(CalendarDay.number(text, 6, 10), CalendarDay.number(text, 10, 12), CalendarDay.number(text, 12, 14))
                && Iso7064.holdsMod11To2(text);
    }
}
