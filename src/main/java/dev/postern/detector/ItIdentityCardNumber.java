package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Italian identity cards: on paper two letters and seven digits, a blank between them or not; electronic ones seven digits and two letters, or two letters, five digits and two
 * letters. There is no check digit: a word beside it is needed (Ministero dell'Interno, Carta di identità elettronica).
 *
 * <p>Example: {@code CA00000AA}.
 */
final class ItIdentityCardNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("IT_IDENTITY_CARD", Category.GOVERNMENT_ID, "Italian identity card number"))
            .shape("(?i)[A-Z]{2} ?\\d{7}\\b", 25)
            .shape("(?i)\\d{7}[A-Z]{2}\\b", 25)
            .shape("(?i)[A-Z]{2}\\d{5}[A-Z]{2}\\b", 25)
            .words("carta", "identità", "carta di identità", "carta d'identità", "cie", "documento")
            .build();

    private ItIdentityCardNumber() {}
}
