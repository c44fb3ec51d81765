package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of companies in Brazil (CNPJ): eight characters, four for the branch, two check digits: weights 2 to 9 from the right, again and again, modulo eleven; in one or as 2.3.3/4-2.
 * Since 2026 the first twelve may be letters, each counting its ASCII code less 48 (Receita Federal, Instrução Normativa RFB 2.119 and 2.229).
 *
 * <p>Example: {@code 11.222.333/0001-81}.
 */
final class BrCompanyNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("BRAZIL_CNPJ_NUMBER", Category.GOVERNMENT_ID, "Brazilian company number", "BR_CNPJ"))
            .shape("\\d{14}\\b", 45)
            .shape("[A-Z0-9]{12}\\d{2}\\b", 30)
            .shape("[A-Z0-9]{2}\\.[A-Z0-9]{3}\\.[A-Z0-9]{3}/[A-Z0-9]{4}-\\d{2}\\b", 95)
            .check(Rules.compact(BrCompanyNumber::holds))
            .words("cnpj")
            .build();

    private BrCompanyNumber() {}

    private static boolean holds(String text) {
        return text.chars().distinct().count() > 1 && checkDigit(text, 12) == text.charAt(12) - '0' && checkDigit(text, 13) == text.charAt(13) - '0';
    }

    private static int checkDigit(String text, int at) {
        int sum = 0;
        for (int i = 0; i < at; i++) {
            sum += (text.charAt(i) - '0') * (2 + (at - 1 - i) % 8);
        }
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }
}
