package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Indian passports: a letter and seven digits, neither the first nor the last of them 0, a blank behind the second or not. There is no check digit: a word beside it is needed
 * (Passport Seva).
 *
 * <p>Example: {@code J6932157}.
 */
final class InPassportNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("INDIA_PASSPORT", Category.GOVERNMENT_ID, "Indian passport number", "IN_PASSPORT"))
            .shape("(?i)[A-Z][1-9]\\d ?\\d{4}[1-9]\\b", 25)
            .words("passport", "passports")
            .build();

    private InPassportNumber() {}
}
