package dev.postern.operator;

import java.nio.charset.StandardCharsets;

/** Numbers as C's atoi reads them: blanks, a sign, digits; whatever follows does not count, and without digits it is 0. */
final class Number {

    private static final long MOST = Long.MAX_VALUE / 10 - 1;

    private Number() {}

    /** Too large ones are what atoi makes of them on 64-bit machines: the low half of the largest long. */
    static int of(byte[] text) {
        int at = 0;
        while (at < text.length && Blank.is(text[at])) {
            at++;
        }
        boolean negative = at < text.length && text[at] == '-';
        if (at < text.length && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        long number = 0;
        boolean beyond = false;
        for (; at < text.length && text[at] >= '0' && text[at] <= '9'; at++) {
            beyond |= number > MOST;
            number = beyond ? number : number * 10 + (text[at] - '0');
        }
        return (int) (beyond ? negative ? Long.MIN_VALUE : Long.MAX_VALUE : negative ? -number : number);
    }

    static int of(String text) {
        return of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
