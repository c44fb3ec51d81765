package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class DanishNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DENMARK_CPR_NUMBER | 070761-4285 | 070761-4285@50
            DENMARK_CPR_NUMBER | 0707614285 | 0707614285@25
            DENMARK_CPR_NUMBER | 070761-4286 | 070761-4286@20
            DENMARK_CPR_NUMBER | 321061-9528 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
