package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * VAT numbers of Italy (partita IVA): eleven digits, blanks or underscores between them or not, IT before them or not: seven for the holder, three for the office, a Luhn check digit. An
 * office that is not among 001 to 100, 120, 121, 888 and 999 makes it less likely (D.P.R. 633/1972, article 35; Agenzia delle Entrate).
 *
 * <p>Example: {@code 01333550323}.
 */
final class ItVatNumber {

    private static final int NO_OFFICE = 15;

    static final Detector DETECTOR = Detector.of(InfoType.of("IT_VAT_CODE", Category.GOVERNMENT_ID, "Italian VAT number", "IT_VAT"))
            .shape("(?:\\d[ _]?){10}\\d\\b", 35)
            .shape("(?i)IT ?\\d{11}\\b", 80)
            .check(ItVatNumber::check)
            .words("partita iva", "p.iva", "piva", "p. iva", "iva")
            .build();

    private ItVatNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        int office = CalendarDay.number(digits, 7, 10);
        boolean known = office >= 1 && office <= 100 || office == 120 || office == 121 || office == 888 || office == 999;
        return digits.startsWith("0000000") || !Luhn.holds(digits) ? Check.NO : Rules.asWritten(candidate, known ? confidence : NO_OFFICE);
    }
}
