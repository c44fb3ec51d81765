package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identity numbers of South Africa: thirteen digits: the day of birth, four to count, 0 for citizens, 1 for residents, 2 for refugees, 8 or 9, a Luhn check digit (Department of Home
 * Affairs; Identification Act 68 of 1997, section 7).
 *
 * <p>Example: {@code 8001015009087}.
 */
final class ZaIdentityNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SOUTH_AFRICA_ID_NUMBER", Category.GOVERNMENT_ID, "South African identity number", "ZA_ID_NUMBER"))
            .shape("\\d{10}[0-2][89]\\d\\b", 50)
            .shape("\\d{6} \\d{4} [0-2][89]\\d\\b", 75)
            .check(Rules.digits(ZaIdentityNumber::holds))
            .words("south african", "rsa id", "sa id", "identity number", "id number", "id no")
            .build();

    private ZaIdentityNumber() {}

    private static boolean holds(String digits) {
        return CalendarDay.existsInSomeCentury(CalendarDay.number(digits, 0, 2), CalendarDay.number(digits, 2, 4), CalendarDay.number(digits, 4, 6)) && Luhn.holds(digits);
    }
}
