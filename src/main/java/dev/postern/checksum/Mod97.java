package dev.postern.checksum;

/** Check digits modulo 97 over digits and letters, a letter counting 10 to 35 (ISO/IEC 7064, MOD 97-10; ISO 13616 for account numbers). */
public final class Mod97 {

    private Mod97() {}

    /**
     * The remainder of the number that the characters spell.
     *
     * @param text ASCII digits and capital letters alone
     */
    public static int remainder(CharSequence text) {
        return remainder(0, text, 0, text.length());
    }

    /** Whether an IBAN's check digits, its third and fourth character, hold: the first four count as if they stood at its end. */
    public static boolean holdsForIban(CharSequence iban) {
        return iban.length() > 4 && remainder(remainder(0, iban, 4, iban.length()), iban, 0, 4) == 1;
    }

    private static int remainder(int before, CharSequence text, int from, int to) {
        int remainder = before;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            remainder = c >= 'A' ? (remainder * 100 + c - 'A' + 10) % 97 : (remainder * 10 + c - '0') % 97;
        }
        return remainder;
    }
}
