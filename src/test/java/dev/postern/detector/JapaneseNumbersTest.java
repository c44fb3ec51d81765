package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class JapaneseNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            JAPAN_INDIVIDUAL_NUMBER | 1234 5678 9018 | 1234 5678 9018@45
            JAPAN_INDIVIDUAL_NUMBER | 123456789018 | 123456789018@25
            JAPAN_INDIVIDUAL_NUMBER | 123456789019 | -
            JAPAN_INDIVIDUAL_NUMBER | 000000000000 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
