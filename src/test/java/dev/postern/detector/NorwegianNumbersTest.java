package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class NorwegianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NORWAY_NI_NUMBER | 15108695088 | 15108695088@50
            NORWAY_NI_NUMBER | 151086 95088 | 151086 95088@75
            NORWAY_NI_NUMBER | 15108695077 | -
            NORWAY_NI_NUMBER | 15138695088 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
