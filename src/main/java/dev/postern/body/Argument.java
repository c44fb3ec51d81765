package dev.postern.body;

import java.nio.charset.StandardCharsets;

/** A name and its value, decoded: one member of SecLang's {@code ARGS} or {@code REQUEST_COOKIES}. Octets that nobody changes. */
public record Argument(byte[] name, byte[] value) {

    /** For people and tests: octets as ISO-8859-1. */
    @Override
    public String toString() {
        return new String(name, StandardCharsets.ISO_8859_1) + '=' + new String(value, StandardCharsets.ISO_8859_1);
    }
}
