package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Permanent account numbers of India (PAN): five letters, four digits, a letter; the fourth letter says what kind of holder it is. How the last is reckoned is not published. Six letters
 * and four digits in another place, as of one that was mistyped, are found at the lowest confidence (Income Tax Department).
 *
 * <p>Example: {@code ABCPD1234Z}.
 */
final class InPermanentAccountNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("INDIA_PAN_INDIVIDUAL", Category.GOVERNMENT_ID, "Indian permanent account number", "IN_PAN"))
            .shape("(?i)[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]\\b", 50)
            .shape("(?i)[A-Z]{5}\\d{4}[A-Z]\\b", 20)
            .shape("(?i)(?:\\d{4}[A-Z]{6}|[A-Z]\\d{4}[A-Z]{5}|[A-Z]{2}\\d{4}[A-Z]{4}|[A-Z]{3}\\d{4}[A-Z]{3}|[A-Z]{4}\\d{4}[A-Z]{2}|[A-Z]{6}\\d{4})\\b", 1)
            .check(Rules.form())
            .words("pan", "pan number", "permanent account", "pan card")
            .build();

    private InPermanentAccountNumber() {}
}
