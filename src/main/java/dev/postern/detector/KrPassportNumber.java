package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Korean passports: M, S, R, O or D, three digits, a letter, four digits; formerly one of these letters and eight digits. There is no check digit: a word beside it is needed
 * (Ministry of Foreign Affairs).
 *
 * <p>Example: {@code M123A4567}.
 */
final class KrPassportNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("KOREA_PASSPORT", Category.GOVERNMENT_ID, "Korean passport number", "KR_PASSPORT"))
            .shape("(?i)[MSROD]\\d{3}[A-Z]\\d{4}\\b", 25)
            .shape("(?i)[MSROD]\\d{8}\\b", 25)
            .words("passport", "여권", "여권번호")
            .build();

    private KrPassportNumber() {}
}
