package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of German driving licences in the European form, field 5: eleven characters, four for the authority (a letter first), five counted with digits and letters, a check character
 * whose rule is not published, and which copy it is (Fahrerlaubnis-Verordnung, Anlage 8). Some authorities begin with two letters.
 *
 * <p>Example: {@code B072RRE2I55}.
 */
final class DeDriversLicenceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("GERMANY_DRIVERS_LICENSE_NUMBER", Category.GOVERNMENT_ID, "German driving licence number", "DE_FUEHRERSCHEIN"))
            .shape("(?i)[A-Z]{2}\\d{8}[A-Z0-9]\\b", 25)
            .shape("(?i)[A-Z]\\d{2}[A-Z0-9]{6}[0-9X][A-Z0-9]\\b", 25)
            .check(DeDriversLicenceNumber::check)
            .words("führerschein", "fuehrerschein", "führerscheinnummer", "fahrerlaubnis", "fahrerlaubnisnummer", "driving licence", "driving license", "driver license", "drivers license")
            .build();

    private DeDriversLicenceNumber() {}

    /** A letter and digits only is what many other numbers are. */
    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        boolean letterInside = text.chars().limit(9).skip(1).anyMatch(Character::isLetter);
        return letterInside ? Rules.asWritten(candidate, confidence) : Check.NO;
    }
}
