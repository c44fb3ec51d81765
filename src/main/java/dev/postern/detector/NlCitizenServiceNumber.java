package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Citizen service numbers of the Netherlands (BSN): nine digits, in one or as 4.2.3 or 3.3.3 with points or blanks; weighted 9 down to 2 and −1 they are a multiple of eleven (Besluit
 * burgerservicenummer; Rijksdienst voor Identiteitsgegevens).
 *
 * <p>Example: {@code 111222333}.
 */
final class NlCitizenServiceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("NETHERLANDS_BSN_NUMBER", Category.GOVERNMENT_ID, "Dutch citizen service number", "NL_BSN"))
            .shape("\\d{9}\\b", 25)
            .shape("\\d{4}[. ]\\d{2}[. ]\\d{3}\\b", 45)
            .shape("\\d{3}[. ]\\d{3}[. ]\\d{3}\\b", 35)
            .check(Rules.digits(NlCitizenServiceNumber::holds))
            .words("bsn", "burgerservicenummer", "sofinummer", "sofi", "citizen service number")
            .build();

    private NlCitizenServiceNumber() {}

    private static boolean holds(String digits) {
        return !digits.equals("000000000") && Weighted.sum(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
    }
}
