package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Social security numbers of France (NIR): sex, year and month of birth, department (2A and 2B in Corsica), town, three digits to count, two to check: 97 less the remainder of the
 * thirteen, 2A counting 19 and 2B 18; in one or in these groups (Insee; Décret 82-103).
 *
 * <p>Example: {@code 2 55 08 14 168 025 38}.
 */
final class FrSocialSecurityNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("FRANCE_NIR", Category.GOVERNMENT_ID, "French social security number", "FR_NIR"))
            .shape("[1-478]\\d{4}(?:\\d{2}|2[ABab])\\d{8}\\b", 50)
            .shape("[1-478] \\d{2} \\d{2} (?:\\d{2}|2[ABab]) \\d{3} \\d{3} ?\\d{2}\\b", 95)
            .check(Rules.compact(FrSocialSecurityNumber::holds))
            .words("nir", "sécurité sociale", "securite sociale", "numéro de sécurité", "insee", "n° ss")
            .build();

    private FrSocialSecurityNumber() {}

    private static boolean holds(String text) {
        int month = CalendarDay.number(text, 3, 5);
        boolean born = month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50;
        String digits = text.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return born && 97 - Long.parseLong(digits) % 97 == CalendarDay.number(text, 13, 15);
    }
}
