package dev.postern.protection;

/**
 * How a token keeps the form of its value.
 *
 * @param kept how many characters of the alphabet stay as they are, at both ends: a card's issuer number (six), its last four
 */
public record PlainForm(Alphabet alphabet, CheckDigit check, Kept kept) {

    /** What becomes of a Luhn check digit. */
    public enum CheckDigit {
        /** The value has none. A token of 12 to 19 digits may by chance look like a card, one in ten does as far as its check digit tells. */
        NONE,
        /** It holds in the token too, for systems that check it. Such a token can be taken for a card. */
        HOLDS,
        /** It never holds in a token: none is ever taken for a card, and nine of ten other numbers never for a token. */
        FAILS
    }

    /** Counts, 0 to {@value #MOST}. */
    public record Kept(int first, int last) {

        static final int MOST = 16;
        public static final Kept NOTHING = new Kept(0, 0);

        public Kept {
            if (first < 0 || first > MOST || last < 0 || last > MOST) {
                throw new IllegalArgumentException("0 to " + MOST + " characters may be kept at an end, not " + first + " and " + last);
            }
        }
    }

    public PlainForm {
        if (check != CheckDigit.NONE && alphabet != Alphabet.DIGITS) {
            throw new IllegalArgumentException("check digits are of digits, not of " + alphabet);
        }
    }

    /** A number without a check digit, none of it kept. */
    public static PlainForm of(Alphabet alphabet) {
        return new PlainForm(alphabet, CheckDigit.NONE, Kept.NOTHING);
    }

    /** A card's: never taken for a card itself. */
    public static PlainForm card(Kept kept) {
        return new PlainForm(Alphabet.DIGITS, CheckDigit.FAILS, kept);
    }
}
