package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of passports of the United Kingdom: two letters and seven digits (the older ones of nine digits look like any number and are not found). No check digit: likely with a word beside it only.
 *
 * <p>Example: {@code AB1234567}.
 */
final class UkPassport {

    static final Detector DETECTOR = Detector.of(InfoType.of("UK_PASSPORT", Category.GOVERNMENT_ID, "UK passport number"))
            .shape("(?i)[A-Z]{2}\\d{7}\\b", 25)
            .words("passport", "passports", "travel document")
            .build();

    private UkPassport() {}
}
