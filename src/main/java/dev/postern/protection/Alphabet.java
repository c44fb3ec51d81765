package dev.postern.protection;

import java.util.Arrays;

/** What a token that keeps its form is written with. What stands between these characters (blanks, dashes, points) is kept; any other letter or digit makes a value unfit. */
public enum Alphabet {

    DIGITS("0123456789"),
    UPPERCASE("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    LETTERS("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    /** IBANs and their kin, written in capitals. */
    UPPERCASE_ALPHANUMERICS("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ALPHANUMERICS("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
    /** In small letters. */
    HEXADECIMAL("0123456789abcdef");

    /** The smallest domain that NIST SP 800-38G allows. */
    static final int LEAST_DOMAIN = 1_000_000;

    private final String characters;
    private final byte[] ranks = new byte[128];
    private final int least;

    Alphabet(String characters) {
        this.characters = characters;
        Arrays.fill(ranks, (byte) -1);
        for (int i = 0; i < characters.length(); i++) {
            ranks[characters.charAt(i)] = (byte) i;
        }
        int length = 0;
        for (long size = 1; size < LEAST_DOMAIN; size *= characters.length()) {
            length++;
        }
        this.least = length;
    }

    int radix() {
        return characters.length();
    }

    /** How many characters make a million values. */
    public int least() {
        return least;
    }

    /** −1 for what is not in it. */
    int rank(char c) {
        return c < ranks.length ? ranks[c] : -1;
    }

    char character(int rank) {
        return characters.charAt(rank);
    }

    /** What may stand in the clear between characters: visible ASCII that is no letter or digit, the blank, and the blanks and dashes that word processors put there. */
    static boolean separates(char c) {
        return c >= ' ' && c < 0x7f && !Character.isLetterOrDigit(c) || c == 0xa0 || c >= 0x2000 && c <= 0x2015 || c == 0x202f || c == 0x2212;
    }
}
