package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the code, with the trunk 0 and with neither. */
final class TrPhoneNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            +90 532 123 45 67 | +90 532 123 45 67@70
            0 (532) 1234567 | 0 (532) 1234567@35
            0216 123 45 67 | 0216 123 45 67@35
            532.123.45.67 | 532.123.45.67@25
            6123456789 | -
            53212345678 | -
            532 123 4 567 | -
            1.5321234567 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, TrPhoneNumber.DETECTOR));
    }
}
