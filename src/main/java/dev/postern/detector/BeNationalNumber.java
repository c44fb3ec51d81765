package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers in the national register of Belgium (rijksregisternummer): the day of birth, year first, three digits to count, two to check: 97 less the remainder of the nine, with a 2 before
 * them for those born since 2000; in one or as 85.07.30-033.28. In numbers for foreigners the month is 20 or 40 more (Koninklijk besluit of 3 April 1984).
 *
 * <p>Example: {@code 85.07.30-033.28}.
 */
final class BeNationalNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("BELGIUM_NATIONAL_ID_CARD_NUMBER", Category.GOVERNMENT_ID, "Belgian national number", "BE_NATIONAL_NUMBER"))
            .shape("\\d{11}\\b", 40)
            .shape("\\d{2}\\.\\d{2}\\.\\d{2}[- ]\\d{3}[. ]\\d{2}\\b", 90)
            .shape("\\d{6}[- ]\\d{3}[-. ]\\d{2}\\b", 60)
            .check(Rules.digits(BeNationalNumber::holds))
            .words("rijksregisternummer", "rijksregister", "registre national", "numéro national", "insz", "niss", "national number", "nationaal nummer")
            .build();

    private BeNationalNumber() {}

    private static boolean holds(String digits) {
        int check = CalendarDay.number(digits, 9, 11);
        int nine = Integer.parseInt(digits, 0, 9, 10);
        boolean last = 97 - nine % 97 == check && born(digits, 1900);
        return last || 97 - (2_000_000_000L + nine) % 97 == check && born(digits, 2000);
    }

    /** Of some people the month or the day is not known: 0 then. */
    private static boolean born(String digits, int century) {
        int month = CalendarDay.number(digits, 2, 4) % 20;
        int day = CalendarDay.number(digits, 4, 6);
        return CalendarDay.exists(century + CalendarDay.number(digits, 0, 2), Math.max(month, 1), Math.max(day, 1)) && CalendarDay.number(digits, 2, 4) <= 52;
    }
}
