package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Registration numbers of foreigners in Korea: the day of birth, 5 or 6 for those born in the last century and 7 or 8 in this one, six more; in one or with a dash behind the sixth. The
 * last was a check digit until October 2020, two more than that of residents (Immigration Act, enforcement decree; Ministry of Justice).
 *
 * <p>Example: {@code 050912-6000012}.
 */
final class KrForeignerNumber {

    private static final int CHECKED = 20;

    static final Detector DETECTOR = Detector.of(InfoType.of("KR_FRN", Category.GOVERNMENT_ID, "Korean foreigner registration number", "KOREA_ARN"))
            .shape("\\d{6}[5-8]\\d{6}\\b", 25)
            .shape("\\d{6}-[5-8]\\d{6}\\b", 45)
            .check(KrForeignerNumber::check)
            .raisedTo(45 + CHECKED)
            .words("frn", "arn", "외국인등록번호", "외국인번호", "foreigner registration", "alien registration")
            .build();

    private KrForeignerNumber() {}

    /** Since October 2020 all behind the digit for century and sex is drawn by lot: then the check digit holds by chance only. */
    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        boolean holds = KoreanBirth.checkDigit(digits, 13) == digits.charAt(12) - '0';
        return !KoreanBirth.exists(digits) ? Check.NO : Rules.asWritten(candidate, holds ? confidence + CHECKED : confidence);
    }
}
