package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identity and tax numbers of Chile (RUN, RUT): seven or eight digits, points between their thousands or not, a dash, a check character: weights 2 to 7 from the right, again and again,
 * modulo eleven, K for ten (Servicio de Registro Civil).
 *
 * <p>Example: {@code 12.345.678-5}.
 */
final class ClIdentityNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("CHILE_CDI_NUMBER", Category.GOVERNMENT_ID, "Chilean identity number", "CL_RUT"))
            .shape("(?i)[1-9]\\d{6,7}-[0-9K]\\b", 50)
            .shape("(?i)[1-9]\\d?\\.\\d{3}\\.\\d{3}-[0-9K]\\b", 80)
            .check(Rules.compact(ClIdentityNumber::holds))
            .words("rut", "run", "cédula", "cedula", "rol único")
            .build();

    private ClIdentityNumber() {}

    private static boolean holds(String text) {
        int sum = 0;
        int last = text.length() - 1;
        for (int i = 0; i < last; i++) {
            sum += (text.charAt(i) - '0') * (2 + (last - 1 - i) % 6);
        }
        return "0K987654321".charAt(sum % 11) == text.charAt(last);
    }
}
