package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class DutchNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NETHERLANDS_BSN_NUMBER | 111222333 | 111222333@25
            NETHERLANDS_BSN_NUMBER | 1112.22.333 | 1112.22.333@45
            NETHERLANDS_BSN_NUMBER | 111 222 333 | 111 222 333@35
            NETHERLANDS_BSN_NUMBER | 111252333 | -
            NETHERLANDS_BSN_NUMBER | 000000000 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
