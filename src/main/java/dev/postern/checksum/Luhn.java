package dev.postern.checksum;

/** The Luhn algorithm (ISO/IEC 7812-1, annex B). */
public final class Luhn {

    private Luhn() {}

    /** @param digits ASCII digits alone, the check digit last */
    public static boolean holds(CharSequence digits) {
        return sum(digits, 0) % 10 == 0;
    }

    /** The digit that makes them hold when put behind them. */
    public static char checkDigit(CharSequence digits) {
        return (char) ('0' + (10 - sum(digits, 1) % 10) % 10);
    }

    /** @param behind how many digits are still to come */
    private static int sum(CharSequence digits, int behind) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            boolean doubled = (digits.length() - 1 - i + behind) % 2 == 1;
            sum += doubled ? digit * 2 - (digit > 4 ? 9 : 0) : digit;
        }
        return sum;
    }
}
