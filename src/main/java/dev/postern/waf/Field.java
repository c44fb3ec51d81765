package dev.postern.waf;

/** One header field line; octets that nobody changes. */
public record Field(byte[] name, byte[] value) {

    public static Field of(String name, String value) {
        return new Field(Ascii.bytes(name), Ascii.bytes(value));
    }

    boolean is(String lowerCase) {
        if (name.length != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (Ascii.lower(name[i] & 0xff) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** For people and tests: octets as ISO-8859-1. */
    @Override
    public String toString() {
        return Ascii.text(name) + ": " + Ascii.text(value);
    }
}
