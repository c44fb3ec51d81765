package dev.postern.exchange;

import io.netty.util.AsciiString;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What names and values of header fields may be made of (RFC 9110 §5.1, §5.5), and how names are told apart. */
public final class FieldText {

    private static final boolean[] TOKEN = new boolean[128];
    private static final int LONG = 32;
    private static final int DELETE = 0x7f;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES * 0x80;
    private static final long BLANKS = ONES * ' ';
    private static final long DELETES = ONES * DELETE;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static {
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".chars().forEach(c -> TOKEN[c] = true);
    }

    private FieldText() {}

    /** RFC 9110 §5.6.2. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= TOKEN.length || !TOKEN[c]) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** No control characters but tab, nothing beyond one octet. Long values, as tokens are, are looked at eight octets at a time. */
    public static boolean isValue(String text) {
        return text.length() >= LONG && isVisibleAscii(text.getBytes(StandardCharsets.UTF_8), text.length()) || isValueByChar(text);
    }

    /**
     * The value as its octets, one a character, ready to be written.
     *
     * @throws IllegalArgumentException unless {@link #isValue}
     */
    public static AsciiString written(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        if (isVisibleAscii(octets, value.length())) {
            return new AsciiString(octets, false);
        }
        if (!isValueByChar(value)) {
            throw new IllegalArgumentException("a header holds a character that is not allowed");
        }
        return new AsciiString(value.getBytes(StandardCharsets.ISO_8859_1), false);
    }

    private static boolean isValueByChar(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    /** Whether there are blanks and visible ASCII alone; whoever has anything else is longer in UTF-8, or looked at by the character. */
    private static boolean isVisibleAscii(byte[] utf8, int chars) {
        if (utf8.length != chars) {
            return false;
        }
        int i = 0;
        long suspect = 0;
        for (; i <= utf8.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT.get(utf8, i);
            suspect |= eight - BLANKS | (eight ^ DELETES) - ONES; // of octets below 128: a high bit where one is below a blank, or is DEL
        }
        for (; i < utf8.length; i++) {
            suspect |= utf8[i] < ' ' || utf8[i] == DELETE ? HIGHS : 0;
        }
        return (suspect & HIGHS) == 0;
    }

    /** ASCII digits or nothing. */
    public static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * The name as the most lenient reader sees it: lower case, and every mark a hyphen. CGI, WSGI and PHP hand {@code X-User}, {@code X_User} and {@code x.user} to an
     * application as one variable.
     */
    public static String folded(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? c : '-');
        }
        return out.toString();
    }
}
