package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of payment cards: 12 to 19 digits in one, in the groups that are printed on cards, or otherwise broken by single spaces, dashes or dots. The check digit must hold (ISO/IEC 7812-1) and a
 * known issuer must give out numbers of that beginning and that length ({@link CardBrand}).
 *
 * <p>One of forty random numbers of sixteen digits passes both. What is written in a card's groups is therefore surer than what is written in one, lengths and ranges that are seldom used are
 * found with a word beside them only, and so is a number that is a piece of something longer (a UUID) or the value of a field that calls itself an identifier.
 *
 * <p>Examples: {@code 4012888888881881}, {@code 3714 496353 98431}.
 */
final class CreditCardNumber {

    private static final int GROUPED = 90;
    private static final int ALONE = 65;
    private static final int BROKEN = 25;
    private static final int SELDOM = 30;
    private static final int LESS = 35;

    static final Detector DETECTOR = Detector.of(InfoType.of("CREDIT_CARD_NUMBER", Category.FINANCIAL, "payment card number", "CREDIT_CARD"))
            .shape("\\d{4}(?: \\d{4}){3}\\b", GROUPED)
            .shape("\\d{4}(?:-\\d{4}){3}\\b", GROUPED)
            .shape("3\\d{3}(?: \\d{6} \\d{4,5}|-\\d{6}-\\d{4,5})\\b", GROUPED)
            .shape("\\d{4}(?: \\d{4}){3} \\d{3}\\b|\\d{6} \\d{13}\\b", GROUPED - 5)
            .shape("\\d{12,19}\\b", ALONE)
            .shape("(?:\\d[ .-]?){11,18}\\d\\b", BROKEN)
            .check(CreditCardNumber::check)
            .words("card", "cards", "credit", "debit", "pan", "cc number", "cc num", "ccnum", "visa", "mastercard", "amex", "american express", "discover", "diners", "unionpay", "maestro", "rupay",
                    "kreditkarte", "carte", "tarjeta", "carta", "cartao")
            .build();

    private CreditCardNumber() {}

    private static int check(Candidate candidate, int confidence) {
        if (Surroundings.fraction(candidate)) {
            return Check.NO;
        }
        String digits = candidate.digits();
        if (!Luhn.holds(digits) || digits.charAt(0) == '0') {
            return Check.NO;
        }
        return CardBrand.of(digits).map(brand -> weighed(candidate, confidence, brand, digits.length())).orElse(Check.NO);
    }

    private static int weighed(Candidate candidate, int confidence, CardBrand brand, int length) {
        return switch (confidence) {
            case ALONE -> alone(candidate, seldom(brand, length) ? SELDOM : ALONE);
            case BROKEN -> broken(candidate, length);
            default -> Surroundings.joined(candidate) ? confidence - LESS : confidence;
        };
    }

    private static int alone(Candidate candidate, int confidence) {
        return Surroundings.joined(candidate) || Surroundings.inFieldOfIds(candidate) ? Math.max(1, confidence - LESS) : confidence;
    }

    /** Tables of numbers look like this too. */
    private static int broken(Candidate candidate, int length) {
        boolean whole = !Surroundings.joined(candidate) && !Surroundings.digitsBeside(candidate);
        return whole && candidate.length() > length ? BROKEN : Check.NO;
    }

    private static boolean seldom(CardBrand brand, int length) {
        return switch (brand) {
            case UATP -> true;
            case AMERICAN_EXPRESS -> false;
            case DINERS_CLUB -> length != 14;
            case ELO, VERVE, RUPAY, DANKORT, HIPERCARD, INSTAPAYMENT, TROY, JCB, MIR, MASTERCARD, VISA, DISCOVER, UNIONPAY, MAESTRO -> length != 16;
        };
    }
}
