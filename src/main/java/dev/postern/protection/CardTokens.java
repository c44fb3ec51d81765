package dev.postern.protection;

import java.util.Arrays;

/**
 * Where in a text the token of a card may stand that fails as a card ({@link PlainForm.CheckDigit#FAILS}): 12 to 19 digits, single blanks or dashes between them, no word going on at either end, of the
 * class of such tokens. One in ten other numbers of this form is of it too; restored, it is some card's number, so where such numbers occur, tokens are better looked for by field. Linear.
 */
public final class CardTokens {

    private static final int LEAST = 12;
    private static final int MOST = 19;

    private CardTokens() {}

    /** The start of the next one that begins at {@code from} or later and before {@code to} and is whole within {@code length}; −1 when there is none. */
    public static int next(byte[] text, int length, int from, int to) {
        for (int at = from; at < to; at++) {
            if (isDigit(text[at]) && (at == 0 || !isWord(text[at - 1])) && end(text, length, at) > 0) {
                return at;
            }
        }
        return -1;
    }

    /** The index behind the longest that begins at {@code start}; −1 when none does. */
    public static int end(byte[] text, int length, int start) {
        byte[] digits = new byte[MOST];
        int count = 0;
        int found = -1;
        for (int at = start; at < length && count < MOST; at++) {
            if (isDigit(text[at])) {
                digits[count++] = (byte) (text[at] - '0');
                boolean ends = at + 1 == length || !isWord(text[at + 1]);
                found = ends && count >= LEAST && PlainTokens.luhn(Arrays.copyOf(digits, count)) == PlainTokens.FAILING ? at + 1 : found;
            } else if (text[at] != ' ' && text[at] != '-' || !isDigit(text[at - 1])) {
                return found;
            }
        }
        return found;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(byte c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
