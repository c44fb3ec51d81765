package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Identities of mobile equipment: fifteen digits, in one, as 2-6-6-1 or as 6-2-6-1; the first two name the body that gave it out, the last is a Luhn check digit (3GPP TS 23.003 §6, GSMA TS.06). One
 * random number of sixty passes.
 *
 * <p>Example: {@code 49-015420-323751-8}.
 */
final class Imei {

    private static final Set<String> BODIES = Set.of("01", "10", "30", "33", "35", "44", "45", "49", "50", "51", "52", "53", "54", "86", "91", "98", "99");

    static final Detector DETECTOR = Detector.of(InfoType.of("IMEI_HARDWARE_ID", Category.NETWORK, "mobile equipment identity", "IMEI"))
            .shape("\\d{2}-\\d{6}-\\d{6}-\\d\\b|\\d{6}-\\d{2}-\\d{6}-\\d\\b", 70)
            .shape("\\d{2} \\d{6} \\d{6} \\d\\b|\\d{6} \\d{2} \\d{6} \\d\\b", 55)
            .shape("\\d{15}\\b", 28)
            .check(Imei::check)
            .words("imei", "imeis", "handset", "mobile equipment")
            .build();

    private Imei() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        return BODIES.contains(digits.substring(0, 2)) && Luhn.holds(digits) && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }
}
