package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Person numbers of Denmark (CPR-nummer): the day of birth and four digits, a dash before them or not. Since 2007 numbers are given out for which the check digit, weights 4, 3, 2, 7, 6,
 * 5, 4, 3, 2, 1 modulo eleven, does not hold: they are less likely (CPR-kontoret, "Personnummeret i CPR").
 *
 * <p>Example: {@code 070761-4285}.
 */
final class DkPersonNumber {

    private static final int UNCHECKED = 20;

    static final Detector DETECTOR = Detector.of(InfoType.of("DENMARK_CPR_NUMBER", Category.GOVERNMENT_ID, "Danish person number", "DK_CPR"))
            .shape("\\d{10}\\b", 25)
            .shape("\\d{6}-\\d{4}\\b", 50)
            .check(DkPersonNumber::check)
            .words("cpr", "cpr-nr", "cpr-nummer", "personnummer")
            .build();

    private DkPersonNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        boolean born = CalendarDay.existsInSomeCentury(CalendarDay.number(digits, 4, 6), CalendarDay.number(digits, 2, 4), CalendarDay.number(digits, 0, 2));
        return !born ? Check.NO : Weighted.sum(digits, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0 ? Rules.asWritten(candidate, confidence) : UNCHECKED;
    }
}
