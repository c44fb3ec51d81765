package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class IrishNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IRELAND_PPSN | 1234567FA | 1234567FA@60
            IRELAND_PPSN | 1234567T | 1234567T@40
            IRELAND_PPSN | 1234567TW | 1234567TW@60
            IRELAND_PPSN | 1234567U | -
            IRELAND_PPSN | 1234567TX | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
