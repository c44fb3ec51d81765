package dev.postern.upstream;

/** What header names and values may be made of (RFC 9110 §5.1, §5.5). */
final class HeaderText {

    static final String HEX = "0123456789ABCDEF";
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private HeaderText() {
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** No control characters but tab, nothing beyond one octet. */
    static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }

    /**
     * The name as the most lenient reader sees it: lower case, and every mark the same. CGI, WSGI and PHP hand {@code X-User}, {@code X_User} and {@code x.user} to an
     * application as one variable.
     */
    static String folded(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : isAlphanumeric(c) ? c : '-');
        }
        return out.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
