package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Medicare card numbers of Australia: ten digits, in one or as 4-5-1, the first 2 to 6. The ninth is a check digit over eight, weighted 1, 3, 7, 9 twice; the tenth counts the cards given
 * out, from 1 (Services Australia, Healthcare identifiers; Australian Institute of Health and Welfare, METeOR 270101).
 *
 * <p>Example: {@code 2123 45670 1}.
 */
final class AuMedicareNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("AUSTRALIA_MEDICARE_NUMBER", Category.HEALTH, "Australian Medicare number", "AU_MEDICARE"))
            .shape("[2-6]\\d{8}[1-9]\\b", 25)
            .shape("[2-6]\\d{3} \\d{5} [1-9]\\b", 50)
            .check(Rules.digits(AuMedicareNumber::holds))
            .words("medicare", "medicare number", "medicare card")
            .build();

    private AuMedicareNumber() {}

    private static boolean holds(String digits) {
        return Weighted.sum(digits, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digits.charAt(8) - '0';
    }
}
