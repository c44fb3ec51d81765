package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of people with statutory health insurance in Germany (Krankenversichertennummer): a letter, eight digits and a check digit. The letter counts as its two-digit place in the
 * alphabet; the cross sums of the products with 1, 2, 1, 2 … give the check digit modulo ten (§ 290 SGB V, Anlage 1 of the GKV-Spitzenverband).
 *
 * <p>Example: {@code A000500015}.
 */
final class DeHealthInsuranceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_HEALTH_INSURANCE", Category.HEALTH, "German health insurance number", "DE_KVNR"))
            .shape("(?i)[A-Z]\\d{9}\\b", 45)
            .check(Rules.compact(DeHealthInsuranceNumber::holds))
            .words("kvnr", "krankenversichertennummer", "krankenversicherungsnummer", "versichertennummer", "krankenkasse", "krankenversicherung", "gesundheitskarte", "egk", "gkv")
            .build();

    private DeHealthInsuranceNumber() {}

    private static boolean holds(String text) {
        String digits = "%02d".formatted(text.charAt(0) - 'A' + 1) + text.substring(1);
        return Weighted.crossSum(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == digits.charAt(10) - '0';
    }
}
