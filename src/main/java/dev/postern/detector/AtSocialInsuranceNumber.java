package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Social insurance numbers of Austria: three digits to count, the first not 0, a check digit, the day of birth; a blank behind the fourth or not. Nine, weighted 3, 7, 9, 5, 8, 4, 2, 1, 6,
 * give the check digit modulo eleven. Months 13 to 15 stand for days that are full (Dachverband der Sozialversicherungsträger).
 *
 * <p>Example: {@code 1237 010180}.
 */
final class AtSocialInsuranceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("AT_SVNR", Category.GOVERNMENT_ID, "Austrian social insurance number", "AUSTRIA_SOCIAL_SECURITY_NUMBER"))
            .shape("[1-9]\\d{9}\\b", 25)
            .shape("[1-9]\\d{3} \\d{6}\\b", 50)
            .check(Rules.digits(AtSocialInsuranceNumber::holds))
            .words("svnr", "sv-nummer", "sozialversicherungsnummer", "sozialversicherung", "versicherungsnummer")
            .build();

    private AtSocialInsuranceNumber() {}

    private static boolean holds(String digits) {
        int month = CalendarDay.number(digits, 6, 8);
        boolean born = month >= 13 && month <= 15 || CalendarDay.existsInSomeCentury(CalendarDay.number(digits, 8, 10), month, CalendarDay.number(digits, 4, 6));
        return born && Weighted.sum(digits, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == digits.charAt(3) - '0';
    }
}
