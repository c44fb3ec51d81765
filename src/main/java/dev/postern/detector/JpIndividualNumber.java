package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Individual numbers of Japan (My Number): twelve digits, in one or as 4-4-4 with blanks or dashes, the last a check digit: weights 2 to 7 and 2 to 6 from the right, modulo eleven
 * (Ministry of Internal Affairs and Communications, ordinance 85 of 2014, article 5).
 *
 * <p>Example: {@code 1234 5678 9018}.
 */
final class JpIndividualNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("JAPAN_INDIVIDUAL_NUMBER", Category.GOVERNMENT_ID, "Japanese individual number", "JP_MY_NUMBER"))
            .shape("\\d{12}\\b", 25)
            .shape("\\d{4} \\d{4} \\d{4}\\b", 45)
            .shape("\\d{4}-\\d{4}-\\d{4}\\b", 30)
            .check(Rules.digits(JpIndividualNumber::holds))
            .words("my number", "mynumber", "マイナンバー", "個人番号", "individual number")
            .build();

    private JpIndividualNumber() {}

    private static boolean holds(String digits) {
        int remainder = Weighted.sum(digits, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return digits.chars().distinct().count() > 1 && (remainder < 2 ? 0 : 11 - remainder) == digits.charAt(11) - '0';
    }
}
