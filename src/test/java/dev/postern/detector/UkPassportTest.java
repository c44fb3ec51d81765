package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two letters and seven digits. */
final class UkPassportTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AB1234567 | AB1234567@25
            ab1234567 | ab1234567@25
            AB 1234567 | -
            ABC123456 | -
            AB12345678 | -
            123456789 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UkPassport.DETECTOR));
    }
}
