package dev.postern.waf;

import java.util.Arrays;

/** A path with its percent escapes taken off; an escape that is none stays as it is. Dot segments stay, for rules to see. Linear. */
final class PercentPath {

    private PercentPath() {}

    /** The same array when nothing is escaped. */
    static byte[] decode(byte[] path) {
        byte[] out = new byte[path.length];
        int length = 0;
        for (int at = 0; at < path.length; at++) {
            int octet = path[at];
            if (octet == '%' && at + 2 < path.length && digit(path[at + 1]) >= 0 && digit(path[at + 2]) >= 0) {
                octet = digit(path[at + 1]) << 4 | digit(path[at + 2]);
                at += 2;
            }
            out[length++] = (byte) octet;
        }
        return length == path.length ? path : Arrays.copyOf(out, length);
    }

    private static int digit(byte letter) {
        return Character.digit(letter, 16);
    }
}
