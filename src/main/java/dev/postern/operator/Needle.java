package dev.postern.operator;

import java.util.function.IntPredicate;

/** Octets to be found in others, in time linear in both (Knuth, Morris, Pratt), so that no text makes the search slow. */
final class Needle {

    private final byte[] octets;
    /** Of each prefix the length of its longest proper border. */
    private final int[] borders;

    Needle(byte[] octets) {
        this.octets = octets;
        this.borders = new int[octets.length + 1];
        int border = 0;
        for (int at = 1; at < octets.length; at++) {
            border = extended(border, octets[at]);
            borders[at + 1] = border;
        }
    }

    /** How much of the needle has been seen after one octet more; a whole needle counts as its longest border. */
    private int extended(int seen, byte next) {
        int length = seen;
        while (length > 0 && (length == octets.length || octets[length] != next)) {
            length = borders[length];
        }
        return length < octets.length && octets[length] == next ? length + 1 : length;
    }

    boolean isIn(byte[] text) {
        return anyIn(text, start -> true);
    }

    /** Whether any place where it stands is accepted; it is asked of the index of each in order. The empty needle stands at the beginning. */
    boolean anyIn(byte[] text, IntPredicate accepted) {
        if (octets.length == 0) {
            return accepted.test(0);
        }
        int seen = 0;
        for (int at = 0; at < text.length; at++) {
            seen = extended(seen, text[at]);
            if (seen == octets.length && accepted.test(at + 1 - octets.length)) {
                return true;
            }
        }
        return false;
    }
}
