package dev.postern.route;

/**
 * The spelling under which paths are compared: a canonical path in which percent-encodings of visible ASCII are decoded, so that {@code
 * /v1/jobs%3Acancel} and {@code /v1/jobs:cancel}, which every upstream takes for the same, meet the same routes and the same rules. What is sent
 * upstream is the canonical path.
 *
 * <p>RFC 3986 §2.2 lets reserved characters differ from their encodings; a gate that relied on it could be walked around. Encoded slashes,
 * backslashes, semicolons, question and number marks never get here ({@link dev.postern.exchange.CanonicalPath} refuses them), and the percent sign
 * stays encoded.
 */
public final class PathKey {

    private PathKey() {}

    /** The key of a canonical path or of a segment of one; the same object when there is nothing to decode. */
    public static String of(String canonical) {
        int percent = canonical.indexOf('%');
        return percent < 0 ? canonical : decode(canonical, percent);
    }

    private static String decode(String text, int from) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            int octet = c == '%' ? octet(text, at) : -1;
            if (octet > 0x20 && octet < 0x7f && octet != '%' && octet != '/') {
                out.append((char) octet);
                at += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static int octet(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
