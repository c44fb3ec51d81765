package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class TurkishAndSouthAfricanNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TURKEY_ID_NUMBER | 10000000146 | 10000000146@50
            TURKEY_ID_NUMBER | 10000000145 | -
            TURKEY_ID_NUMBER | 10000000156 | -
            TURKEY_ID_NUMBER | 00000000000 | -
            TR_LICENSE_PLATE | 34 ABC 1234 | 34 ABC 1234@25
            TR_LICENSE_PLATE | 34ABC1234 | 34ABC1234@25
            TR_LICENSE_PLATE | 34-ABC-1234 | 34-ABC-1234@30
            TR_LICENSE_PLATE | 34 abc 1234 | 34 abc 1234@5
            TR_LICENSE_PLATE | 82 ABC 123 | -
            TR_LICENSE_PLATE | 34 AQC 123 | -
            SOUTH_AFRICA_ID_NUMBER | 8001015009087 | 8001015009087@50
            SOUTH_AFRICA_ID_NUMBER | 800101 5009 087 | 800101 5009 087@75
            SOUTH_AFRICA_ID_NUMBER | 8001015009088 | -
            SOUTH_AFRICA_ID_NUMBER | 8013015009087 | -
            SOUTH_AFRICA_ID_NUMBER | 9902294321191 | -
            SOUTH_AFRICA_ID_NUMBER | 0002294321191 | 0002294321191@50
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
