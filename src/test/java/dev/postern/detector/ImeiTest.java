package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the specification. */
final class ImeiTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            49-015420-323751-8 | 49-015420-323751-8@70
            490154-20-323751-8 | 490154-20-323751-8@70
            49 015420 323751 8 | 49 015420 323751 8@55
            490154203237518 | 490154203237518@28
            490154203237517 | -
            200154203237515 | -
            4901542032375180 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, Imei.DETECTOR));
    }
}
