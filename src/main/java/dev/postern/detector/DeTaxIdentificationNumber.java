package dev.postern.detector;

import dev.postern.checksum.Iso7064;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Tax identification numbers of Germany (Steuer-Identifikationsnummer): eleven digits, in one, as 2-3-3-3 or 3-3-3-2; the first is not 0, the last a check digit (ISO/IEC 7064, MOD 11,10).
 * Of the first ten digits one comes twice or three times and every other at most once (§ 139b Abgabenordnung; Steueridentifikationsnummerverordnung § 1). Numbers of ten different digits,
 * which are in forms as samples, are less likely; any other is none.
 *
 * <p>Example: {@code 65 929 970 489}.
 */
final class DeTaxIdentificationNumber {

    private static final int SAMPLE = 25;

    static final Detector DETECTOR = Detector.of(InfoType.of("GERMANY_TAXPAYER_IDENTIFICATION_NUMBER", Category.GOVERNMENT_ID, "German tax identification number", "DE_TAX_ID"))
            .shape("[1-9]\\d{10}\\b", 40)
            .shape("[1-9]\\d \\d{3} \\d{3} \\d{3}\\b", 60)
            .shape("[1-9]\\d{2}[ /-]\\d{3}[ /-]\\d{3}[ /-]\\d{2}\\b", 50)
            .check(DeTaxIdentificationNumber::check)
            .words("steuer-id", "steuerid", "idnr", "id-nr", "steuer-idnr", "steueridentifikationsnummer", "identifikationsnummer", "steuer-identifikationsnummer", "tax id")
            .build();

    private DeTaxIdentificationNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        int different = (int) digits.chars().limit(10).distinct().count();
        boolean possible = different == 10 || different == 9 || different == 8 && often(digits);
        return !possible || !Iso7064.holdsMod11And10(digits) ? Check.NO : different == 10 ? SAMPLE : Rules.asWritten(candidate, confidence);
    }

    /** Whether one digit comes three times, not two of them twice. */
    private static boolean often(String digits) {
        return digits.chars().limit(10).anyMatch(digit -> digits.chars().limit(10).filter(other -> other == digit).count() == 3);
    }
}
