package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Spanish passports: three letters and six digits. There is no check digit: a word beside it is needed (Council of the European Union, PRADO, ESP-AO).
 *
 * <p>Example: {@code AAA123456}.
 */
final class EsPassportNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SPAIN_PASSPORT", Category.GOVERNMENT_ID, "Spanish passport number", "ES_PASSPORT"))
            .shape("(?i)[A-Z]{3}\\d{6}\\b", 25)
            .words("pasaporte", "passport")
            .build();

    private EsPassportNumber() {}
}
