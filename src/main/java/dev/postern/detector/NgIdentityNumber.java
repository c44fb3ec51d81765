package dev.postern.detector;

import dev.postern.checksum.Verhoeff;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identity numbers of Nigeria (NIN): eleven digits, the last a check digit by Verhoeff's scheme (National Identity Management Commission).
 *
 * <p>Example: {@code 12345678902}.
 */
final class NgIdentityNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("NG_NIN", Category.GOVERNMENT_ID, "Nigerian identity number", "NIGERIA_NIN"))
            .shape("\\d{11}\\b", 25)
            .check(Rules.digits(NgIdentityNumber::holds))
            .words("nin", "nimc", "national identification number", "national identity", "nigeria")
            .build();

    private NgIdentityNumber() {}

    private static boolean holds(String digits) {
        return Verhoeff.holds(digits) && digits.chars().distinct().count() > 1;
    }
}
