package dev.postern.detector;

import dev.postern.checksum.Mod23;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Tax and identity numbers of people in Spain (NIF, DNI): eight digits, seven when the first is 0, or K, L or M and seven; then a letter, a dash before it or not, which is the remainder
 * modulo 23 (Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE").
 *
 * <p>Example: {@code 55555555-K}.
 */
final class EsTaxNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("SPAIN_NIF_NUMBER", Category.GOVERNMENT_ID, "Spanish tax number", "ES_NIF", "SPAIN_DNI_NUMBER"))
            .shape("(?i)\\d{8}-?[A-Z]\\b", 60)
            .shape("(?i)\\d{7}-?[A-Z]\\b", 30)
            .shape("(?i)\\d{8} [A-Z]\\b", 30)
            .shape("(?i)\\d{1,2}\\.\\d{3}\\.\\d{3}-?[A-Z]\\b", 65)
            .shape("(?i)[KLM]\\d{7}-?[A-Z]\\b", 50)
            .check(EsTaxNumber::check)
            .words("nif", "dni", "documento nacional de identidad", "identificación")
            .build();

    private EsTaxNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        return Mod23.holds(candidate.digits(), text.charAt(text.length() - 1)) ? Rules.asWritten(candidate, confidence) : Check.NO;
    }
}
