package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identity numbers of Singapore: S or T for citizens and residents, F, G or M for foreigners, seven digits, a check letter: weights 2, 7, 6, 5, 4, 3, 2, four more for T and G, three more
 * for M, modulo eleven. One whose letter does not hold, or that begins with another letter, is found as less likely (Immigration and Checkpoints Authority).
 *
 * <p>Example: {@code S2740116C}.
 */
final class SgIdentityNumber {

    private static final int UNCHECKED = 25;
    private static final String RESIDENTS = "JZIHGFEDCBA";
    private static final String FOREIGNERS = "XWUTRQPNMLK";
    private static final String FOREIGNERS_SINCE_2022 = "XWUTRQPNJLK";

    static final Detector DETECTOR = Detector.of(InfoType.of("SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER", Category.GOVERNMENT_ID, "Singapore identity number", "SG_NRIC_FIN"))
            .shape("(?i)[STFGM]\\d{7}[A-Z]\\b", 65)
            .shape("(?i)[A-Z]\\d{7}[A-Z]\\b", 10)
            .check(SgIdentityNumber::check)
            .words("nric", "fin", "nric/fin", "singapore")
            .build();

    private SgIdentityNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        boolean holds = letters(text.charAt(0)).indexOf(text.charAt(8)) == remainder(text);
        return Rules.asWritten(candidate, holds ? confidence : Math.min(confidence, UNCHECKED));
    }

    private static String letters(char first) {
        return switch (first) {
            case 'S', 'T' -> RESIDENTS;
            case 'F', 'G' -> FOREIGNERS;
            case 'M' -> FOREIGNERS_SINCE_2022;
            default -> "";
        };
    }

    private static int remainder(String text) {
        char first = text.charAt(0);
        int more = first == 'T' || first == 'G' ? 4 : first == 'M' ? 3 : 0;
        return (Weighted.sum(text.substring(1), 2, 7, 6, 5, 4, 3, 2) + more) % 11;
    }
}
