package dev.postern.detector;

import dev.postern.checksum.Mod97;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * International bank account numbers: a country, two check digits and the form that the country has registered ({@link IbanStructures}), in one or in groups of four with a space or a dash between
 * them, in capitals or in small letters throughout. The check digits are 02 to 98 and must hold modulo 97 (ISO 13616-1).
 *
 * <p>Example: {@code GB29 NWBK 6016 1331 9268 19}.
 */
final class IbanCode {

    static final Detector DETECTOR = Detector.of(InfoType.of("IBAN_CODE", Category.FINANCIAL, "international bank account number", "IBAN"))
            .shape(IbanStructures.pattern(""), 90)
            .shape(IbanStructures.pattern(" "), 95)
            .shape(IbanStructures.pattern("-"), 95)
            .check(IbanCode::check)
            .words("iban", "bank", "account", "konto", "compte", "cuenta", "conto", "rekening")
            .build();

    private IbanCode() {}

    private static int check(Candidate candidate, int confidence) {
        String iban = candidate.compact();
        int digits = (iban.charAt(2) - '0') * 10 + iban.charAt(3) - '0';
        return oneCase(candidate) && digits >= 2 && digits <= 98 && Mod97.holdsForIban(iban) ? confidence : Check.NO;
    }

    private static boolean oneCase(Candidate candidate) {
        boolean small = candidate.at(0) >= 'a';
        for (int i = 1; i < candidate.length(); i++) {
            if (Surroundings.letter(candidate.at(i)) && candidate.at(i) >= 'a' != small) {
                return false;
            }
        }
        return true;
    }
}
