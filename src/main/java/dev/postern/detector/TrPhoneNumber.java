package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Telephone numbers of Turkey: +90, 0 or neither, then ten digits of which the first is 2, 3 or 4 (places) or 5 (mobile), in one or as 3-3-2-2 (BTK national numbering plan).
 *
 * <p>Example: {@code +90 532 123 45 67}.
 */
final class TrPhoneNumber {

    private static final String NUMBER = "(?:[2-5]\\d{2}|\\([2-5]\\d{2}\\))[ .-]?\\d{3}[ .-]?\\d{2}[ .-]?\\d{2}\\b";

    static final Detector DETECTOR = Detector.of(InfoType.of("TR_PHONE_NUMBER", Category.CONTACT, "Turkish telephone number"))
            .shape("\\+90[ .-]?" + NUMBER, 70)
            .shape("0[ .-]?" + NUMBER, 35)
            .shape(NUMBER, 25)
            .check(TrPhoneNumber::check)
            .words("telefon", "tel", "gsm", "cep", "phone", "mobile", "numara", "iletişim")
            .build();

    private TrPhoneNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
