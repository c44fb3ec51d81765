package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Registration numbers of the Drug Enforcement Administration of the United States: a letter of the kind of registrant, the first letter of the name or a 9, seven digits, of which the last is the last
 * digit of the sum of the first, third and fifth and twice the others (DEA Diversion Control). One random number of ten passes.
 *
 * <p>Example: {@code GL0285191}.
 */
final class UsDeaNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_DEA_NUMBER", Category.HEALTH, "DEA number", "MEDICAL_LICENSE"))
            .shape("(?i)[A-HJ-MPRSTUX][A-Z9]\\d{7}\\b", 35)
            .check(UsDeaNumber::check)
            .words("dea", "dea number", "medical license", "medical licence", "prescriber")
            .build();

    private UsDeaNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.compact().substring(2);
        boolean holds = Weighted.sum(digits, 1, 2, 1, 2, 1, 2) % 10 == digits.charAt(6) - '0';
        return holds && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }
}
