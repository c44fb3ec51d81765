package dev.postern.operator;

import dev.postern.automaton.Found;

/**
 * {@code @validateUtf8Encoding}: the value is not UTF-8 (RFC 3629): octets are missing or wrong, a character is longer than it need be, a surrogate, or beyond U+10FFFF.
 *
 * <p>Argument: none.
 *
 * <p>Example: {@code SecRule ARGS "@validateUtf8Encoding" "id:1,deny"}
 */
final class ValidateUtf8Encoding implements Operator {

    private ValidateUtf8Encoding() {}

    static Operator of(String argument, DataFiles files) {
        return new ValidateUtf8Encoding();
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        int at = 0;
        while (at < value.length) {
            int length = value[at] >= 0 ? 1 : length(value, at);
            if (length == 0) {
                return Found.YES;
            }
            at += length;
        }
        return Found.NO;
    }

    /** Octets of the character that begins here, which is not ASCII; 0 when it is none. */
    private static int length(byte[] value, int at) {
        int first = value[at] & 0xff;
        int length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        if (length == 0 || at + length > value.length) {
            return 0;
        }
        int second = value[at + 1] & 0xff;
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        boolean good = second >= least && second <= most;
        for (int next = at + 2; next < at + length; next++) {
            good &= (value[next] & 0xc0) == 0x80;
        }
        return good ? length : 0;
    }
}
