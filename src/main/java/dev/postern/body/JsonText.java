package dev.postern.body;

import java.util.Arrays;

/**
 * The strings of a JSON text, unescaped as yajl does: half of a surrogate pair is a question mark, the other half alone is written as it stands. Unlike there, a half is
 * not put together with an escape that is no other half, because that would hide a character.
 */
final class JsonText {

    private static final String UNENDED = "json: a string that does not end";

    private final byte[] in;
    private boolean flawed;
    /** Where a string without an end stops to say what it says: before half an escape, and before half of a pair. */
    private int cut;

    JsonText(byte[] in) {
        this.in = in;
    }

    /** Whether one of the strings read is not UTF-8. */
    boolean flawed() {
        return flawed;
    }

    /** Where the closing quote is of the string that begins here, behind its opening quote. */
    int end(int from) throws MalformedException {
        int at = from;
        cut = from;
        while (at < in.length && in[at] != '"') {
            require(in[at] < 0 || in[at] >= ' ', "a control character in a string");
            int begin = at;
            at += in[at] == '\\' ? escape(at) : in[at] >= 0 ? 1 : beyondAscii(at);
            cut = isHigh(begin) ? begin : at;
        }
        if (at == in.length) {
            throw new EndedException(UNENDED);
        }
        return at;
    }

    /** What stands in the string that begins here and to which {@link #end} has found none. */
    byte[] unended(int from) {
        return between(from, cut);
    }

    /** The length of what begins with an octet above 0x7f. */
    private int beyondAscii(int at) {
        if (Utf8.isCut(in, at)) {
            return in.length - at;
        }
        int length = Utf8.length(in, at);
        flawed |= length == 0;
        return Math.max(1, length);
    }

    private boolean isHigh(int at) {
        int unit = in[at] == '\\' && in[at + 1] == 'u' ? unit(at) : 0;
        return unit >= 0xd800 && unit <= 0xdbff;
    }

    /** The length of the escape here. */
    private int escape(int at) throws MalformedException {
        if (in.length - at < 2) {
            throw new EndedException(UNENDED);
        }
        if (in[at + 1] == 'u') {
            if (in.length - at < 6 && digits(at + 2) == in.length) {
                throw new EndedException("json: an escape of no four hexadecimal digits");
            }
            require(unit(at) >= 0, "an escape of no four hexadecimal digits");
            return 6;
        }
        require("\"\\/bfnrt".indexOf(in[at + 1]) >= 0, "an escape that JSON does not know");
        return 2;
    }

    /** What stands between the two places, which {@link #end} has found to be a string. */
    byte[] between(int from, int to) {
        if (Octets.indexOf(in, (byte) '\\', from, to) == to) {
            return Arrays.copyOfRange(in, from, to);
        }
        byte[] out = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            if (in[at] != '\\') {
                out[length++] = in[at++];
            } else if (in[at + 1] != 'u') {
                out[length++] = simple(in[at + 1]);
                at += 2;
            } else {
                int character = character(at);
                length = Utf8.write(character, out, length);
                at += character >= 0x10000 ? 12 : 6;
            }
        }
        return Arrays.copyOf(out, length);
    }

    private int character(int at) {
        int unit = unit(at);
        if (unit < 0xd800 || unit > 0xdbff) {
            return unit;
        }
        int low = in[at + 6] == '\\' && in[at + 7] == 'u' ? unit(at + 6) : -1;
        return low >= 0xdc00 && low <= 0xdfff ? Character.toCodePoint((char) unit, (char) low) : '?';
    }

    /** Where the hexadecimal digits end that begin here. */
    private int digits(int from) {
        int at = from;
        while (at < in.length && Octets.hex(in[at]) >= 0) {
            at++;
        }
        return at;
    }

    /** The four digits of the escape here, or −1. */
    private int unit(int at) {
        if (in.length - at < 6) {
            return -1;
        }
        int unit = 0;
        for (int i = 2; i < 6; i++) {
            int digit = Octets.hex(in[at + i]);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private static byte simple(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    private static void require(boolean holds, String otherwise) throws MalformedException {
        if (!holds) {
            throw new MalformedException("json: " + otherwise);
        }
    }
}
