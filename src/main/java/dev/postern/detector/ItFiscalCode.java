package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Fiscal codes of people in Italy: three letters each for surname and name (consonants first, then vowels, then X), the year, a letter for the month, the day (forty more for women), four
 * characters for the place, a control letter. Where two people would have the same, digits are exchanged for letters from the right; the first one of the year never in practice. Without
 * its control letter it is found as less likely (Decreto ministeriale 23 dicembre 1976; Agenzia delle Entrate).
 *
 * <p>Example: {@code RSSMRA85T10A562S}.
 */
final class ItFiscalCode {

    private static final int UNCHECKED = 40;
    private static final String MONTHS = "ABCDEHLMPRST";
    private static final String EXCHANGED = "LMNPQRSTUV";
    /** What a character of an odd place counts, digits and letters A to J alike. */
    private static final int[] ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

    static final Detector DETECTOR = Detector.of(InfoType.of("ITALY_FISCAL_CODE", Category.GOVERNMENT_ID, "Italian fiscal code", "IT_FISCAL_CODE"))
            .shape("(?i)(?:(?:[B-DF-HJ-NP-TV-Z]{2}[A-Z]|[A-Z][AEIOU][AEIOUX]|[AEIOU]XX)){2}\\d[0-9LMNP-V][A-EHLMPRST][0-9LMNP-V]{2}[A-MZ][0-9LMNP-V]{3}[A-Z]\\b", 95)
            .check(ItFiscalCode::check)
            .words("codice fiscale", "fiscale", "cf")
            .build();

    private ItFiscalCode() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        int day = number(text, 9);
        boolean born = CalendarDay.existsInSomeCentury(number(text, 6), MONTHS.indexOf(text.charAt(8)) + 1, day > 40 ? day - 40 : day);
        boolean place = digit(text.charAt(12)) + digit(text.charAt(13)) + digit(text.charAt(14)) > 0;
        return born && place ? Rules.asWritten(candidate, holds(text) ? confidence : UNCHECKED) : Check.NO;
    }

    private static boolean holds(String text) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = text.charAt(i);
            int value = c >= 'A' ? c - 'A' : c - '0';
            sum += i % 2 == 0 ? ODD[value] : value;
        }
        return sum % 26 == text.charAt(15) - 'A';
    }

    private static int number(String text, int at) {
        return digit(text.charAt(at)) * 10 + digit(text.charAt(at + 1));
    }

    private static int digit(char c) {
        return c >= 'A' ? EXCHANGED.indexOf(c) : c - '0';
    }
}
