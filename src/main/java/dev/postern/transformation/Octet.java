package dev.postern.transformation;

import java.util.Arrays;

/** What single octets are, as C's classes in the "C" locale have it. */
final class Octet {

    /** The no-break space of ISO 8859-1, which ModSecurity counts as white space in some transformations. */
    static final int NO_BREAK_SPACE = 0xa0;

    private static final byte[] HEX = hex();

    private Octet() {}

    private static byte[] hex() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            values["0123456789abcdef".charAt(digit)] = (byte) digit;
            values["0123456789ABCDEF".charAt(digit)] = (byte) digit;
        }
        return values;
    }

    /** The value of a hexadecimal digit, -1 for anything else. */
    static int hex(byte octet) {
        return HEX[octet & 0xff];
    }

    /** Whether {@code count} hexadecimal digits stand at {@code at}. */
    static boolean hexAt(byte[] in, int at, int count) {
        if (at + count > in.length) {
            return false;
        }
        for (int i = at; i < at + count; i++) {
            if (hex(in[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The octet that the two hexadecimal digits at {@code at} say. */
    static int pair(byte[] in, int at) {
        return hex(in[at]) << 4 | hex(in[at + 1]);
    }

    /** The low octet of the four hexadecimal digits at {@code at}; full-width forms (U+FF01 to U+FF5E) become the ASCII they stand for. */
    static int lowOfFour(byte[] in, int at) {
        int low = pair(in, at + 2);
        return pair(in, at) == 0xff && low > 0 && low < 0x5f ? low + 0x20 : low;
    }

    static boolean octal(byte octet) {
        return octet >= '0' && octet <= '7';
    }

    /** How many octal digits stand at {@code at}, three at most. */
    static int octalDigits(byte[] in, int at) {
        int count = 0;
        while (count < 3 && at + count < in.length && octal(in[at + count])) {
            count++;
        }
        return count;
    }

    static int octalValue(byte[] in, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            value = value << 3 | in[i] - '0';
        }
        return value;
    }

    /** What C's one-letter escapes stand for ({@code \a} and so on), or the letter itself. */
    static int escape(byte letter) {
        return switch (letter) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> letter;
        };
    }

    /** Space, tab, line feed, vertical tab, form feed, carriage return. */
    static boolean space(byte octet) {
        return octet == ' ' || octet >= '\t' && octet <= '\r';
    }

    static boolean spaceOrNoBreak(byte octet) {
        return space(octet) || octet == (byte) NO_BREAK_SPACE;
    }

    static boolean upper(byte octet) {
        return octet >= 'A' && octet <= 'Z';
    }

    static boolean lower(byte octet) {
        return octet >= 'a' && octet <= 'z';
    }

    static boolean digit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    static boolean alphanumeric(byte octet) {
        return digit(octet) || lower(octet) || upper(octet);
    }

    static int lowered(byte octet) {
        return upper(octet) ? octet + 0x20 : octet;
    }

    /** Where {@code octet} stands first, or -1. */
    static int indexOf(byte[] in, int octet) {
        for (int at = 0; at < in.length; at++) {
            if (in[at] == (byte) octet) {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code text}, ASCII, stands at {@code at}. */
    static boolean startsWith(byte[] in, int at, String text) {
        if (at + text.length() > in.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (in[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
