package dev.postern.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One pass over a raw path into its canonical spelling, then one over that for what only shows once everything is decoded. */
final class PathCanonicaliser {

    private static final String HEX = "0123456789ABCDEF";
    /** RFC 3986 §3.3: what a segment holds besides unreserved characters; {@code ;} is refused and {@code +} is encoded. */
    private static final String ITSELF = "-._~!$&'()*,=:@/";

    private final String raw;
    private final StringBuilder out;
    private boolean beyondAscii;

    private PathCanonicaliser(String raw) {
        this.raw = raw;
        this.out = new StringBuilder(raw.length());
    }

    static String canonical(String raw) {
        return new PathCanonicaliser(raw).run();
    }

    private String run() {
        if (raw.isEmpty() || raw.charAt(0) != '/') {
            throw malformed("path does not begin with a slash");
        }
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '%') {
                decoded(octet(at));
                at += 3;
            } else {
                literal(c);
                at++;
            }
        }
        refuseDoubleEncoding();
        refuseDotAndEmptySegments();
        if (beyondAscii) {
            refuseWhatIsNoText();
        }
        return out.toString();
    }

    private void literal(char c) {
        if (c <= 0x20 || c >= 0x7f) {
            throw malformed("path holds an octet outside visible ASCII");
        }
        if (c == '#' || c == '?') {
            throw malformed("path holds '" + c + "'");
        }
        if (c == '\\' || c == ';') {
            throw ambiguous("path holds " + (c == '\\' ? "a backslash" : "a path parameter"));
        }
        append(c);
    }

    private void decoded(int octet) {
        if (octet < 0x20 || octet == 0x7f) {
            throw ambiguous("path holds an encoded control octet");
        }
        if (octet == '/' || octet == '\\' || octet == ';' || octet == '#' || octet == '?') {
            throw ambiguous("path holds an encoded '" + (char) octet + "'");
        }
        append(octet);
    }

    private void append(int octet) {
        if (standsForItself(octet)) {
            out.append((char) octet);
        } else {
            out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
            beyondAscii |= octet >= 0x80;
        }
    }

    private int octet(int at) {
        int high = at + 2 < raw.length() ? hex(raw.charAt(at + 1)) : -1;
        int low = at + 2 < raw.length() ? hex(raw.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
            throw malformed("path holds a broken percent-encoding");
        }
        return high << 4 | low;
    }

    /** On the outcome, not on the way: in {@code %25%32%65} nothing is encoded twice until its digits have been decoded. */
    private void refuseDoubleEncoding() {
        for (int at = out.indexOf("%25"); at >= 0; at = out.indexOf("%25", at + 3)) {
            if (at + 4 < out.length() && hex(out.charAt(at + 3)) >= 0 && hex(out.charAt(at + 4)) >= 0) {
                throw ambiguous("path is encoded twice");
            }
        }
    }

    private void refuseDotAndEmptySegments() {
        int length = out.length();
        int start = 1;
        while (start <= length) {
            int end = out.indexOf("/", start);
            if (end < 0) {
                end = length;
            }
            int size = end - start;
            if (size == 0 && end < length) {
                throw ambiguous("path holds an empty segment");
            }
            if (size == 1 && out.charAt(start) == '.' || size == 2 && out.charAt(start) == '.' && out.charAt(start + 1) == '.') {
                throw ambiguous("path holds a dot segment");
            }
            start = end + 1;
        }
    }

    /** A lenient decoder reads overlong forms such as {@code %C0%AE} as a dot; a strict one refuses them, and so does this. */
    private void refuseWhatIsNoText() {
        ByteBuffer octets = ByteBuffer.allocate(out.length());
        for (int at = 0; at < out.length(); at++) {
            if (out.charAt(at) == '%') {
                octets.put((byte) (hex(out.charAt(at + 1)) << 4 | hex(out.charAt(at + 2))));
                at += 2;
            } else {
                octets.put((byte) out.charAt(at));
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw ambiguous("path holds an encoded control character");
            }
        } catch (CharacterCodingException notText) {
            throw ambiguous("path holds octets that are not UTF-8");
        }
    }

    /** ASCII alone: {@link Character#digit} would take the digits of every script. */
    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static boolean standsForItself(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c < 0x80 && ITSELF.indexOf(c) >= 0;
    }

    private static RefusedException ambiguous(String detail) {
        return new RefusedException(Reason.REQUEST_PATH_AMBIGUOUS, detail);
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(Reason.REQUEST_MALFORMED, detail);
    }
}
