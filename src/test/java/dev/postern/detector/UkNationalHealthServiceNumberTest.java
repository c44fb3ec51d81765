package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check digit modulo 11. */
final class UkNationalHealthServiceNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            943 476 5919 | 943 476 5919@45
            943-476-5919 | 943-476-5919@45
            9434765919 | 9434765919@25
            9434765918 | -
            943 476-5919 | -
            0000000000 | -
            94347659190 | -
            1-943-476-5919 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UkNationalHealthServiceNumber.DETECTOR));
    }
}
