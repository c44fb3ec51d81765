package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Tax numbers of Portugal (NIF, contribuinte): nine digits, in one or as 3-3-3, PT before them or not; the first or first two say what kind of holder it is, the last is a check digit:
 * weights 9 down to 2, modulo eleven (Decreto-Lei 14/2013).
 *
 * <p>Example: {@code 123456789}.
 */
final class PtTaxNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("PORTUGAL_NIF_NUMBER", Category.GOVERNMENT_ID, "Portuguese tax number", "PT_NIF"))
            .shape("[1-35-9]\\d{8}\\b", 25)
            .shape("45\\d{7}\\b", 25)
            .shape("[1-35-9]\\d{2} \\d{3} \\d{3}\\b", 40)
            .shape("(?i)PT ?[1-35-9]\\d{8}\\b", 70)
            .check(PtTaxNumber::check)
            .words("nif", "contribuinte", "nipc", "número fiscal")
            .build();

    private PtTaxNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        int remainder = Weighted.sum(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        boolean holds = (remainder < 2 ? 0 : 11 - remainder) == digits.charAt(8) - '0';
        return holds ? Rules.asWritten(candidate, confidence) : Check.NO;
    }
}
