package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Digits, nothing else. */
final class UsBankNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            945456787654 | 945456787654@25
            12345678 | 12345678@25
            1234567 | -
            123456789012345678 | -
            11111111 | -
            1234-12345678 | -
            a12345678 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsBankNumber.DETECTOR));
    }
}
