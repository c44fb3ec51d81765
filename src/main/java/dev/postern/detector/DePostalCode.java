package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Postal codes of Germany: five digits, 01001 to 99998. Any number of five digits is one: a word beside it is needed (Deutsche Post, Leitdaten).
 *
 * <p>Example: {@code PLZ 10115}.
 */
final class DePostalCode {

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_PLZ", Category.TIME_AND_PLACE, "German postal code"))
            .shape("\\d{5}\\b", 25)
            .check(Rules.digits(DePostalCode::given))
            .words("plz", "postleitzahl", "postal code", "zip")
            .build();

    private DePostalCode() {}

    private static boolean given(String digits) {
        int number = Integer.parseInt(digits);
        return number > 1000 && number < 99_999;
    }
}
