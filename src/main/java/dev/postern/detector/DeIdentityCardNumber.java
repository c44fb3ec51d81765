package dev.postern.detector;

import dev.postern.checksum.DocumentDigit;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of German identity cards: a letter and eight characters out of digits and the letters that no digit is taken for, with the check digit of ICAO Doc 9303 as the last of nine or,
 * as on the card, as a tenth. T and eight digits is taken without one, as the first cards of 2010 have it (Personalausweisverordnung, Anlage 1; Bundesministerium des Innern, "Die
 * Seriennummer").
 *
 * <p>Example: {@code T220001293}.
 */
final class DeIdentityCardNumber {

    private static final int UNCHECKED = 15;

    static final Detector DETECTOR = Detector.of(InfoType.of("GERMANY_IDENTITY_CARD_NUMBER", Category.GOVERNMENT_ID, "German identity card number", "DE_ID_CARD"))
            .shape("(?i)[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{7,8}\\d\\b", 40)
            .check(DeIdentityCardNumber::check)
            .words("personalausweis", "ausweis", "ausweisnummer", "personalausweisnummer", "identity card", "id card")
            .build();

    private DeIdentityCardNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        if (DocumentDigit.holds(text)) {
            return Rules.asWritten(candidate, confidence);
        }
        boolean first = text.length() == 9 && text.charAt(0) == 'T' && candidate.digits().length() == 8;
        return first ? UNCHECKED : Check.NO;
    }
}
