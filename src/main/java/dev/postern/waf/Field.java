package dev.postern.waf;

/** One header field line; octets that nobody changes. */
public record Field(byte[] name, byte[] value) {

    public static Field of(String name, String value) {
        return new Field(Ascii.bytes(name), Ascii.bytes(value));
    }

    boolean is(String lowerCase) {
        return Ascii.lower(Ascii.text(name)).equals(lowerCase);
    }

    /** For people and tests: octets as ISO-8859-1. */
    @Override
    public String toString() {
        return Ascii.text(name) + ": " + Ascii.text(value);
    }
}
