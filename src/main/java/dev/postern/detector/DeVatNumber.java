package dev.postern.detector;

import dev.postern.checksum.Iso7064;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * VAT identification numbers of Germany (Umsatzsteuer-Identifikationsnummer): DE and nine digits, in one or in groups of three with blanks, dots or dashes. The last is a check digit
 * (ISO/IEC 7064, MOD 11,10); since the office that gives them out has never published that, a number it does not hold for is found as less likely (§ 27a Umsatzsteuergesetz).
 *
 * <p>Example: {@code DE 136 695 976}.
 */
final class DeVatNumber {

    private static final int UNCHECKED = 30;

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_VAT_ID", Category.GOVERNMENT_ID, "German VAT number", "DE_VAT_CODE"))
            .shape("(?i)DE[ .-]?\\d{3}[ .-]?\\d{3}[ .-]?\\d{3}\\b", 80)
            .check(DeVatNumber::check)
            .words("ust-id", "ust-idnr", "ustid", "ustidnr", "umsatzsteuer", "vat", "vat id", "mehrwertsteuer")
            .build();

    private DeVatNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return Rules.asWritten(candidate, Iso7064.holdsMod11And10(candidate.digits()) ? confidence : UNCHECKED);
    }
}
