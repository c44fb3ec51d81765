package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Taxpayer numbers of people in Brazil (CPF): nine digits and two check digits: weights from the right, modulo eleven; in one or as 3.3.3-2. Numbers of one digit alone are never given out
 * (Receita Federal).
 *
 * <p>Example: {@code 111.444.777-35}.
 */
final class BrPersonNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("BRAZIL_CPF_NUMBER", Category.GOVERNMENT_ID, "Brazilian taxpayer number", "BR_CPF"))
            .shape("\\d{11}\\b", 45)
            .shape("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}\\b", 90)
            .shape("\\d{9}-\\d{2}\\b", 55)
            .check(Rules.digits(BrPersonNumber::holds))
            .words("cpf")
            .build();

    private BrPersonNumber() {}

    private static boolean holds(String digits) {
        return digits.chars().distinct().count() > 1 && checkDigit(digits, 9) == digits.charAt(9) - '0' && checkDigit(digits, 10) == digits.charAt(10) - '0';
    }

    private static int checkDigit(String digits, int at) {
        int sum = 0;
        for (int i = 0; i < at; i++) {
            sum += (digits.charAt(i) - '0') * (at + 1 - i);
        }
        return sum * 10 % 11 % 10;
    }
}
