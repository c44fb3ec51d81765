package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of the statutory pension insurance in Germany (Versicherungsnummer): two digits for the area, six for the day of birth (fifty more for a day that is full), the letter of the
 * name at birth, two to count, a check digit. The letter counts as its two-digit place in the alphabet; the cross sums of the products with 2, 1, 2, 5, 7, 1, 2, 1 … give the check digit
 * (Versicherungsnummern-, Kontoführungs- und Versicherungsverlaufsverordnung, § 2 to 4).
 *
 * <p>Example: {@code 15070649C103}.
 */
final class DePensionInsuranceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_SOCIAL_SECURITY", Category.GOVERNMENT_ID, "German pension insurance number", "DE_RVNR"))
            .shape("(?i)\\d{8}[A-Z]\\d{3}\\b", 65)
            .shape("(?i)\\d{2} \\d{6} [A-Z] \\d{3}\\b", 75)
            .check(Rules.compact(DePensionInsuranceNumber::holds))
            .words("rvnr", "rentenversicherungsnummer", "sozialversicherungsnummer", "sozialversicherung", "versicherungsnummer", "svnr", "rentenversicherung")
            .build();

    private DePensionInsuranceNumber() {}

    private static boolean holds(String text) {
        int day = CalendarDay.number(text, 2, 4);
        String digits = text.substring(0, 8) + "%02d".formatted(text.charAt(8) - 'A' + 1) + text.substring(9);
        return CalendarDay.existsInSomeCentury(CalendarDay.number(text, 6, 8), CalendarDay.number(text, 4, 6), day > 50 ? day - 50 : day)
                && Weighted.crossSum(digits, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == digits.charAt(12) - '0';
    }
}
