package dev.postern.detector;

import dev.postern.checksum.DocumentDigit;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of German passports: nine characters, a letter first, digits and the letters that no digit is taken for, the last the check digit of ICAO Doc 9303 (Passverordnung, Anlage 1).
 *
 * <p>Example: {@code C01X00T41}.
 */
final class DePassportNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("GERMANY_PASSPORT", Category.GOVERNMENT_ID, "German passport number", "DE_PASSPORT"))
            .shape("(?i)[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{7}\\d\\b", 45)
            .check(Rules.compact(DocumentDigit::holds))
            .words("reisepass", "pass", "passnummer", "pass-nr", "reisepassnummer", "passport", "dokumentennummer")
            .build();

    private DePassportNumber() {}
}
