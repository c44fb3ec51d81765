package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Italian passports: two letters and seven digits. There is no check digit: a word beside it is needed (Council of the European Union, PRADO, ITA-AO).
 *
 * <p>Example: {@code YA1234567}.
 */
final class ItPassportNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("ITALY_PASSPORT", Category.GOVERNMENT_ID, "Italian passport number", "IT_PASSPORT"))
            .shape("(?i)[A-Z]{2}\\d{7}\\b", 25)
            .words("passaporto", "passport", "elettronico")
            .build();

    private ItPassportNumber() {}
}
