package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Mobile numbers of the Philippines: +63 or 0, then ten digits that begin with 9 (NTC numbering plan), in one or as 3-3-4.
 *
 * <p>Example: {@code 0917 123 4567}.
 */
final class PhMobileNumber {

    private static final String NUMBER = "(?:9\\d{2}|\\(9\\d{2}\\))[ -]?\\d{3}[ -]?\\d{4}\\b";

    static final Detector DETECTOR = Detector.of(InfoType.of("PH_MOBILE_NUMBER", Category.CONTACT, "Philippine mobile number"))
            .shape("\\+63[ -]?" + NUMBER, 70)
            .shape("0[ -]?" + NUMBER, 35)
            .check(PhMobileNumber::check)
            .words("mobile", "phone", "cell", "cellphone", "telepono", "gcash")
            .build();

    private PhMobileNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
