package dev.postern.detector;

import dev.postern.checksum.Mod23;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identity numbers of foreigners in Spain (NIE): X, Y or Z, seven digits, a letter, a dash before it or not. The letter is the remainder modulo 23 of the number, X, Y and Z being 0, 1 and
 * 2 (Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE").
 *
 * <p>Example: {@code Z8078221M}.
 */
final class EsForeignerNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SPAIN_NIE_NUMBER", Category.GOVERNMENT_ID, "Spanish foreigner number", "ES_NIE"))
            .shape("(?i)[X-Z][ -]?\\d{7}[ -]?[A-Z]\\b", 65)
            .check(Rules.compact(EsForeignerNumber::holds))
            .words("nie", "extranjero", "identificación de extranjero")
            .build();

    private EsForeignerNumber() {}

    private static boolean holds(String text) {
        return Mod23.holds((text.charAt(0) - 'X') + text.substring(1, 8), text.charAt(8));
    }
}
