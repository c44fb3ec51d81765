package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Routing numbers of banks of the United States: nine digits, in one or as 4-4-1. The first two name a district of the Federal Reserve (00 to 12), a thrift (21 to 32), an electronic (61 to 72) or a
 * travellers' cheque (80) number; the weights 3, 7 and 1 make a sum of tens (ABA routing number policy). One random number of thirty passes.
 *
 * <p>Example: {@code 121042882}.
 */
final class AbaRoutingNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_BANK_ROUTING_MICR", Category.FINANCIAL, "US bank routing number", "ABA_ROUTING_NUMBER"))
            .shape("\\d{4}-\\d{4}-\\d\\b", 45)
            .shape("\\d{9}\\b", 28)
            .check(AbaRoutingNumber::check)
            .words("aba", "routing", "routing number", "transit number", "rtn")
            .build();

    private AbaRoutingNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        int district = Integer.parseInt(digits, 0, 2, 10);
        boolean given = district <= 12 || district >= 21 && district <= 32 || district >= 61 && district <= 72 || district == 80;
        boolean holds = Weighted.sum(digits, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0 && !digits.startsWith("0000");
        return given && holds && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }
}
