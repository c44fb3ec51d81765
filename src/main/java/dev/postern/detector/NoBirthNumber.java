package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Birth numbers of Norway (fødselsnummer): the day of birth, three digits to count, two check digits: weights 3, 7, 6, 1, 8, 9, 4, 5, 2 and 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, modulo eleven; a
 * blank behind the sixth or not. In D numbers the day is 40 more (Skatteetaten; Folkeregisterforskriften § 2-2-1).
 *
 * <p>Example: {@code 15076500565}.
 */
final class NoBirthNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("NORWAY_NI_NUMBER", Category.GOVERNMENT_ID, "Norwegian birth number", "NO_FODSELSNUMMER"))
            .shape("\\d{11}\\b", 50)
            .shape("\\d{6} \\d{5}\\b", 75)
            .check(Rules.digits(NoBirthNumber::holds))
            .words("fødselsnummer", "fodselsnummer", "fnr", "personnummer", "d-nummer", "fødselsnr")
            .build();

    private NoBirthNumber() {}

    private static boolean holds(String digits) {
        int day = CalendarDay.number(digits, 0, 2);
        return CalendarDay.existsInSomeCentury(CalendarDay.number(digits, 4, 6), CalendarDay.number(digits, 2, 4), day > 40 ? day - 40 : day)
                && Weighted.sum(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0 && Weighted.sum(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }
}
