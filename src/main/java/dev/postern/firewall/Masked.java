package dev.postern.firewall;

/** A value whose shape can be told and whose content cannot: every letter is an x, every digit a 0, every octet beyond ASCII or of control a dot; {@code ' or 1=1--} is {@code ' xx 0=0--}. */
final class Masked {

    private Masked() {}

    static String of(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            out.append(mask(value.charAt(i)));
        }
        return out.toString();
    }

    private static char mask(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            return 'x';
        }
        if (c >= '0' && c <= '9') {
            return '0';
        }
        return c < 0x20 || c > 0x7e ? '.' : c;
    }
}
