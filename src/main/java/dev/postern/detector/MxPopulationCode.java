package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Population register codes of Mexico (CURP): four letters of the name, the day of birth, H, M or X for the sex, two letters for the state, three consonants, a character to count, a check
 * digit: 37 characters with Ñ, weights 18 down to 2, modulo ten (Secretaría de Gobernación, Instructivo normativo para la asignación de la CURP).
 *
 * <p>Example: {@code BOXW310820HNERXN09}.
 */
final class MxPopulationCode {

    private static final int UNCHECKED = 60;
    private static final String VALUES = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ";

    static final Detector DETECTOR = Detector.of(InfoType.of("MEXICO_CURP_NUMBER", Category.GOVERNMENT_ID, "Mexican population code", "MX_CURP"))
            .shape("(?i)[A-Z][AEIOUX][A-Z]{2}\\d{6}[HMX](?:AS|B[CS]|C[CLMSH]|D[FG]|G[TR]|HG|JC|M[CNS]|N[ETL]|OC|PL|Q[TR]|S[PLR]|T[CSL]|VZ|YN|ZS)[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9]\\d\\b", 95)
            .check(MxPopulationCode::check)
            .words("curp")
            .build();

    private MxPopulationCode() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        boolean born = CalendarDay.existsInSomeCentury(CalendarDay.number(text, 4, 6), CalendarDay.number(text, 6, 8), CalendarDay.number(text, 8, 10));
        return born ? Rules.asWritten(candidate, holds(text) ? confidence : UNCHECKED) : Check.NO;
    }

    private static boolean holds(String text) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += VALUES.indexOf(text.charAt(i)) * (18 - i);
        }
        return (10 - sum % 10) % 10 == text.charAt(17) - '0';
    }
}
