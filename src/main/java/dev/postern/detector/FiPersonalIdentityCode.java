package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Personal identity codes of Finland (henkilötunnus): day, month and year of birth, a mark for the century, three digits, a control character: the remainder modulo 31 of the nine digits,
 * out of digits and letters without G, I, O, Q and Z. The mark is + for 1800, - or U to Y for 1900, A to F for 2000 (Digital and Population Data Services Agency, "The personal identity
 * code").
 *
 * <p>Example: {@code 010594Y9032}.
 */
final class FiPersonalIdentityCode {

    private static final String CONTROL = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    static final Detector DETECTOR = Detector.of(InfoType.of("FINLAND_NATIONAL_ID_NUMBER", Category.GOVERNMENT_ID, "Finnish personal identity code", "FI_PERSONAL_IDENTITY_CODE"))
            .shape("(?i)\\d{6}[-+A-FU-Y]\\d{3}[0-9A-FHJ-NPR-Y]\\b", 80)
            .check(FiPersonalIdentityCode::check)
            .words("hetu", "henkilötunnus", "henkilotunnus", "personbeteckning", "personal identity code")
            .build();

    private FiPersonalIdentityCode() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits().substring(0, 9);
        char control = candidate.compact().charAt(candidate.compact().length() - 1);
        boolean born = CalendarDay.exists(century(candidate.at(6)) + CalendarDay.number(digits, 4, 6), CalendarDay.number(digits, 2, 4), CalendarDay.number(digits, 0, 2));
        return born && CONTROL.charAt(Integer.parseInt(digits) % 31) == control ? Rules.asWritten(candidate, confidence) : Check.NO;
    }

    private static int century(int mark) {
        return mark == '+' ? 1800 : mark == '-' || mark >= 'U' && mark <= 'Y' || mark >= 'u' ? 1900 : 2000;
    }
}
