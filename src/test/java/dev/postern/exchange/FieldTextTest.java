package dev.postern.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
            }
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'\u0001', '\u007f', '\u0100'})
    void oneBadCharacterIsNotCoveredByAnother(char bad) {
        assertFalse(FieldText.isValue("é".repeat(20) + bad + "\t".repeat(20)));
    }
}
