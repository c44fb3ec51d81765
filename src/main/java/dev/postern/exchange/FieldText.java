package dev.postern.exchange;

/** What names and values of header fields may be made of (RFC 9110 §5.1, §5.5), and how names are told apart. */
public final class FieldText {

    private static final boolean[] TOKEN = new boolean[128];

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

    /** No control characters but tab, nothing beyond one octet. */
    public static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
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
