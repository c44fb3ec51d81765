package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Permanent account numbers of India (PAN): five letters, four digits, a letter; the fourth letter says what kind of holder it is. How the last is reckoned is not published. Ten
 * characters with a letter and four digits in a row, which is what is left of one that was misread, are found at the lowest confidence (Income Tax Department).
 *
 * <p>Example: {@code ABCPD1234Z}.
 */
final class InPermanentAccountNumber {

    private static final int MISREAD = 1;

    static final Detector DETECTOR = Detector.of(InfoType.of("INDIA_PAN_INDIVIDUAL", Category.GOVERNMENT_ID, "Indian permanent account number", "IN_PAN"))
            .shape("(?i)[A-Z]{3}[ABCFGHJLPT][A-Z]\\d{4}[A-Z]\\b", 50)
            .shape("(?i)[A-Z]{5}\\d{4}[A-Z]\\b", 20)
            .shape("[A-Za-z0-9_][\\w@#$%^?~-]{9}\\b", 1)
            .check(InPermanentAccountNumber::check)
            .words("pan", "pan number", "permanent account", "pan card")
            .build();

    private InPermanentAccountNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return confidence > MISREAD ? Rules.asWritten(candidate, confidence) : likeOne(candidate) ? MISREAD : Check.NO;
    }

    private static boolean likeOne(Candidate candidate) {
        int digits = 0;
        int most = 0;
        boolean letter = false;
        for (int i = 0; i < candidate.length(); i++) {
            int c = candidate.at(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            most = Math.max(most, digits);
            letter |= (c | 32) >= 'a' && (c | 32) <= 'z';
        }
        return letter && most >= 4;
    }
}
