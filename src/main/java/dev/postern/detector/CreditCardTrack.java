package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * What the magnetic stripe of a payment card holds (ISO/IEC 7813): track 1, {@code %B} with number, name, expiry and service code; track 2, number, {@code =} (or {@code D}, as chips give it), expiry,
 * service code and what the issuer added. The number's check digit must hold, its issuer be known ({@link CardBrand}) and the month of expiry exist.
 *
 * <p>Example: {@code ;4111111111111111=29121010000012300000?}.
 */
final class CreditCardTrack {

    private static final String EXPIRY_AND_SERVICE = "\\d{2}(?:0[1-9]|1[0-2])[1-9]\\d{2}";

    static final Detector DETECTOR = Detector.of(InfoType.of("CREDIT_CARD_TRACK_NUMBER", Category.FINANCIAL, "payment card track", "CREDIT_CARD_TRACK"))
            .shape("%B\\d{12,19}\\^[ -\\]_-~]{2,26}\\^" + EXPIRY_AND_SERVICE + "(?:[0-9A-Za-z ]{0,60}\\?)?", 98)
            .shape(";\\d{12,19}=" + EXPIRY_AND_SERVICE + "\\d{0,20}\\??", 97)
            .shape("\\d{12,19}[=D]" + EXPIRY_AND_SERVICE + "\\d{0,20}F?\\b", 80)
            .check(CreditCardTrack::check)
            .words("track", "track1", "track2", "magstripe", "stripe", "swipe")
            .build();

    private CreditCardTrack() {}

    private static int check(Candidate candidate, int confidence) {
        StringBuilder number = new StringBuilder(CardBrand.MOST_DIGITS);
        int at = 0;
        while (!Surroundings.digit(candidate.at(at))) {
            at++;
        }
        while (Surroundings.digit(candidate.at(at))) {
            number.append((char) candidate.at(at++));
        }
        boolean ends = !Surroundings.digit(candidate.after());
        return ends && Luhn.holds(number) && CardBrand.of(number).isPresent() ? confidence : Check.NO;
    }
}
