package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTextTest {

    /** Every character at every place, in values short and long. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 31, 32, 33, 39, 40, 64})
    void aValueHoldsNoControlCharacterAnywhere(int length) {
        for (int at = 0; at < length; at++) {
            StringBuilder value = new StringBuilder("a".repeat(length));
            for (char c = 0; c < 0x180; c++) {
                value.setCharAt(at, c);
                boolean allowed = c == '\t' || c >= ' ' && c < 0x7f || c >= 0x80 && c <= 0xff;
                assertEquals(allowed, FieldText.isValue(value.toString()), "character " + (int) c + " at " + at);
                assertEquals(allowed, isWritten(value.toString()), "character " + (int) c + " at " + at);
            }
        }
    }

    /** If it is written, then octet for character. */
    private static boolean isWritten(String value) {
        try {
            AsciiString written = FieldText.written(value);
            assertArrayEquals(value.getBytes(StandardCharsets.ISO_8859_1), written.toByteArray());
            assertEquals(value, written.toString());
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0001', '\u007f', '\u0100'})
    void oneBadCharacterIsNotCoveredByAnother(char bad) {
        assertFalse(FieldText.isValue("é".repeat(20) + bad + "\t".repeat(20)));
    }
}
