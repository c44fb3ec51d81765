package dev.postern.edge;

import java.util.BitSet;

/** RFC 9110 §5.1 and §5.5: a field name is a token; a field value is visible octets, blanks between them, and octets above ASCII. */
final class FieldSyntax {

    private static final BitSet TOKEN = new BitSet(128);

    static {
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".chars().forEach(TOKEN::set);
    }

    private FieldSyntax() {}

    static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!TOKEN.get(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }
}
