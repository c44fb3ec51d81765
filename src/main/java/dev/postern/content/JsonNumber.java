package dev.postern.content;

import java.util.Arrays;

/** The grammar of numbers (RFC 8259 §6) as a table: state and octet give the next state. */
final class JsonNumber {

    /** Nothing read. */
    static final int START = 0;
    /** No number; of an octet: none that stands in numbers. */
    static final int DEAD = 15;

    private static final int SIGN = 1;
    private static final int ZERO = 2;
    private static final int INTEGER = 3;
    private static final int POINT = 4;
    private static final int FRACTION = 5;
    private static final int EXPONENT = 6;
    private static final int EXPONENT_SIGN = 7;
    private static final int POWER = 8;

    private static final byte[] NEXT = table();

    private JsonNumber() {}

    /** @return the state behind this octet, {@link #DEAD} when the number does not go on with it */
    private static int next(int state, byte octet) {
        return octet < 0 ? DEAD : NEXT[state << 7 | octet];
    }

    /** @return index of the first octet with which it does not go on, or {@code stop}, times 16, and the state there */
    static long read(int from, byte[] in, int begin, int stop) {
        int state = from;
        int at = begin;
        while (at < stop) {
            int next = next(state, in[at]);
            if (next == DEAD) {
                break;
            }
            at++;
            // A state that follows itself does so with digits alone.
            while (next == state && at < stop && in[at] >= '0' && in[at] <= '9') {
                at++;
            }
            state = next;
        }
        return (long) at << 4 | state;
    }

    static boolean whole(int state) {
        return state == ZERO || state == INTEGER || state == FRACTION || state == POWER;
    }

    private static byte[] table() {
        byte[] table = new byte[16 << 7];
        Arrays.fill(table, (byte) DEAD);
        digits(table, START, INTEGER);
        digits(table, SIGN, INTEGER);
        digits(table, INTEGER, INTEGER);
        digits(table, POINT, FRACTION);
        digits(table, FRACTION, FRACTION);
        digits(table, EXPONENT, POWER);
        digits(table, EXPONENT_SIGN, POWER);
        digits(table, POWER, POWER);
        table[START << 7 | '-'] = SIGN;
        table[START << 7 | '0'] = ZERO;
        table[SIGN << 7 | '0'] = ZERO;
        table[EXPONENT << 7 | '+'] = EXPONENT_SIGN;
        table[EXPONENT << 7 | '-'] = EXPONENT_SIGN;
        for (int state : new int[] {ZERO, INTEGER, FRACTION}) {
            table[state << 7 | 'e'] = EXPONENT;
            table[state << 7 | 'E'] = EXPONENT;
        }
        table[ZERO << 7 | '.'] = POINT;
        table[INTEGER << 7 | '.'] = POINT;
        return table;
    }

    private static void digits(byte[] table, int state, int next) {
        for (int digit = '0'; digit <= '9'; digit++) {
            table[state << 7 | digit] = (byte) next;
        }
    }
}
