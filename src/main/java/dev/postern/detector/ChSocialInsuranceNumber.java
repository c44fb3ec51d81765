package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Insurance numbers of Switzerland (AHV-Nummer): 756, nine digits and the check digit of article numbers, weights 1 and 3; in one or as 3.4.4.2 (Verordnung über die Alters- und
 * Hinterlassenenversicherung, article 133).
 *
 * <p>Example: {@code 756.9217.0769.85}.
 */
final class ChSocialInsuranceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SWITZERLAND_SOCIAL_SECURITY_NUMBER", Category.GOVERNMENT_ID, "Swiss social insurance number", "CH_AHV"))
            .shape("756\\d{10}\\b", 55)
            .shape("756\\.\\d{4}\\.\\d{4}\\.\\d{2}\\b", 95)
            .shape("756 \\d{4} \\d{4} \\d{2}\\b", 75)
            .check(Rules.digits(ChSocialInsuranceNumber::holds))
            .words("ahv", "avs", "ahv-nr", "ahv-nummer", "ahvn13", "sozialversicherungsnummer", "numéro avs", "svnr")
            .build();

    private ChSocialInsuranceNumber() {}

    private static boolean holds(String digits) {
        return Weighted.sum(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }
}
