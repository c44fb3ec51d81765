package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Personal and coordination numbers of Sweden (personnummer, samordningsnummer): the day of birth with or without its century, the day being 60 more in coordination numbers, four digits,
 * a dash or, from the hundredth birthday on, a plus before them or not. The last is a Luhn check digit over the ten without a century (Folkbokföringslag 1991:481, § 18).
 *
 * <p>Example: {@code 871220-2384}.
 */
final class SePersonalNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SWEDEN_NATIONAL_ID_NUMBER", Category.GOVERNMENT_ID, "Swedish personal identity number", "SE_PERSONNUMMER"))
            .shape("\\d{10}\\b", 25)
            .shape("(?:18|19|20)\\d{10}\\b", 35)
            .shape("\\d{6}[-+]\\d{4}\\b", 50)
            .shape("(?:18|19|20)\\d{6}[-+]\\d{4}\\b", 45)
            .check(Rules.digits(SePersonalNumber::holds))
            .words("personnummer", "samordningsnummer", "personal identity", "personal number", "pnr")
            .build();

    private SePersonalNumber() {}

    private static boolean holds(String digits) {
        int at = digits.length() - 10;
        int day = CalendarDay.number(digits, at + 4, at + 6);
        int birthday = day > 60 ? day - 60 : day;
        int month = CalendarDay.number(digits, at + 2, at + 4);
        boolean born = at == 0 ? CalendarDay.existsInSomeCentury(CalendarDay.number(digits, 0, 2), month, birthday) : CalendarDay.exists(CalendarDay.number(digits, 0, 4), month, birthday);
        return born && Luhn.holds(digits.substring(at));
    }
}
