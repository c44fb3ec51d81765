package dev.postern.checksum;

/** Check characters by recursion (ISO/IEC 7064). */
public final class Iso7064 {

    private Iso7064() {}

    /**
     * MOD 11,10, the hybrid system with one check digit.
     *
     * @param digits ASCII digits alone, the check digit last
     */
    public static boolean holdsMod11And10(CharSequence digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digits.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (product + digits.charAt(digits.length() - 1) - '0') % 10 == 1;
    }

    /**
     * MOD 11-2, the pure system whose check character is a digit or X.
     *
     * @param text ASCII digits, the last one possibly {@code X}
     */
    public static boolean holdsMod11To2(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum * 2 + (text.charAt(i) == 'X' ? 10 : text.charAt(i) - '0')) % 11;
        }
        return sum == 1;
    }
}
