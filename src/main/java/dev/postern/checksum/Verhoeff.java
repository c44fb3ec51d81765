package dev.postern.checksum;

/**
 * The check digit of J. Verhoeff, Error Detecting Decimal Codes (1969), in the dihedral group of order ten: finds every single wrong digit and every swap of neighbours.
 */
public final class Verhoeff {

    /** How a digit is exchanged one place further to the left. */
    private static final int[] STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
    private static final int PERIOD = 8;
    private static final int[][] EXCHANGED = exchanged();

    private Verhoeff() {}

    /** @param digits ASCII digits alone, the check digit last */
    public static boolean holds(CharSequence digits) {
        int product = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            product = times(product, EXCHANGED[i % PERIOD][digit]);
        }
        return product == 0;
    }

    /** Turns are 0 to 4, flips 5 to 9; behind a flip, turns go the other way. */
    private static int times(int left, int right) {
        int turned = left < 5 ? left + right : left - right;
        int flipped = left < 5 == right < 5 ? 0 : 5;
        return Math.floorMod(turned, 5) + flipped;
    }

    private static int[][] exchanged() {
        int[][] table = new int[PERIOD][10];
        for (int digit = 0; digit < 10; digit++) {
            table[0][digit] = digit;
            for (int place = 1; place < PERIOD; place++) {
                table[place][digit] = STEP[table[place - 1][digit]];
            }
        }
        return table;
    }
}
