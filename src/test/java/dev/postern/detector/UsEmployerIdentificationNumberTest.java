package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prefixes that are given out. */
final class UsEmployerIdentificationNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            12-3456789 | 12-3456789@40
            123456789 | 123456789@25
            07-3456789 | -
            97-3456789 | -
            12-34567890 | -
            1-12-3456789 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsEmployerIdentificationNumber.DETECTOR));
    }
}
