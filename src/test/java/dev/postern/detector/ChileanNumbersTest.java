package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class ChileanNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CHILE_CDI_NUMBER | 12.345.678-5 | 12.345.678-5@80
            CHILE_CDI_NUMBER | 12345678-5 | 12345678-5@50
            CHILE_CDI_NUMBER | 12345678-6 | -
            CHILE_CDI_NUMBER | 6.824.160-K | 6.824.160-K@80
            CHILE_CDI_NUMBER | 6824160-k | 6824160-k@25
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
