package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class PortugueseNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PORTUGAL_NIF_NUMBER | 501964843 | 501964843@25
            PORTUGAL_NIF_NUMBER | 501 964 843 | 501 964 843@40
            PORTUGAL_NIF_NUMBER | PT501964843 | PT501964843@70
            PORTUGAL_NIF_NUMBER | 501964842 | -
            PORTUGAL_NIF_NUMBER | 401964843 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
