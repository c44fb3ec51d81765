package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Registration numbers of residents of Korea: the day of birth, 1 or 2 for those born in the last century and 3 or 4 in this one, six more; in one or with a dash behind the sixth. The
 * last was a check digit until October 2020: weights 2 to 9 and 2 to 5, modulo eleven (Resident Registration Act, enforcement rule, article 2).
 *
 * <p>Example: {@code 960121-1021413}.
 */
final class KrResidentNumber {

    private static final int CHECKED = 20;

    static final Detector DETECTOR = Detector.of(InfoType.of("KOREA_RRN", Category.GOVERNMENT_ID, "Korean resident registration number", "KR_RRN"))
            .shape("\\d{6}[1-4]\\d{6}\\b", 25)
            .shape("\\d{6}-[1-4]\\d{6}\\b", 45)
            .check(KrResidentNumber::check)
            .raisedTo(45 + CHECKED)
            .words("rrn", "주민등록번호", "주민번호", "resident registration")
            .build();

    private KrResidentNumber() {}

    /** Since October 2020 all behind the digit for century and sex is drawn by lot: then the check digit holds by chance only. */
    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        boolean holds = KoreanBirth.checkDigit(digits, 11) == digits.charAt(12) - '0';
        return !KoreanBirth.exists(digits) ? Check.NO : Rules.asWritten(candidate, holds ? confidence + CHECKED : confidence);
    }
}
