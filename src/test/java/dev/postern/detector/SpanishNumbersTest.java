package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class SpanishNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SPAIN_NIE_NUMBER | Z8078221M | Z8078221M@65
            SPAIN_NIE_NUMBER | Y8063915-Z | Y8063915-Z@65
            SPAIN_NIE_NUMBER | Y8063915Q | -
            SPAIN_NIE_NUMBER | x9613851n | x9613851n@25
            SPAIN_NIE_NUMBER | W9613851N | -
            SPAIN_NIF_NUMBER | 55555555-K | 55555555-K@60
            SPAIN_NIF_NUMBER | 55555555K | 55555555K@60
            SPAIN_NIF_NUMBER | 55.555.555-K | 55.555.555-K@65
            SPAIN_NIF_NUMBER | 55555555 K | 55555555 K@30
            SPAIN_NIF_NUMBER | 55555555L | -
            SPAIN_NIF_NUMBER | 1111111G | 1111111G@30
            SPAIN_NIF_NUMBER | 55555555k | 55555555k@25
            SPAIN_PASSPORT | AAA123456 | AAA123456@25
            SPAIN_PASSPORT | AA123456 | -
            SPAIN_PASSPORT | AAA1234567 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
