package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Population register numbers of Poland (PESEL): eleven digits: year, month (80 more for 1800, 20 for 2000, 40 for 2100, 60 for 2200), day, four to count, a check digit: weights 1, 3, 7,
 * 9 (Ustawa o ewidencji ludności, article 15).
 *
 * <p>Example: {@code 44051401458}.
 */
final class PlPesel {

    static final Detector DETECTOR = Detector.of(InfoType.of("POLAND_PESEL_NUMBER", Category.GOVERNMENT_ID, "Polish PESEL number", "PL_PESEL"))
            .shape("\\d{11}\\b", 35)
            .check(Rules.digits(PlPesel::holds))
            .words("pesel")
            .build();

    private PlPesel() {}

    private static boolean holds(String digits) {
        int month = CalendarDay.number(digits, 2, 4);
        int century = month > 80 ? 1800 : 1900 + month / 20 * 100;
        return CalendarDay.exists(century + CalendarDay.number(digits, 0, 2), month % 20, CalendarDay.number(digits, 4, 6))
                && Weighted.sum(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }
}
