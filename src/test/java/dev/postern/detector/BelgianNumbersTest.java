package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class BelgianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BELGIUM_NATIONAL_ID_CARD_NUMBER | 85.07.30-033.28 | 85.07.30-033.28@90
            BELGIUM_NATIONAL_ID_CARD_NUMBER | 85073003328 | 85073003328@40
            BELGIUM_NATIONAL_ID_CARD_NUMBER | 85073003329 | -
            BELGIUM_NATIONAL_ID_CARD_NUMBER | 17073003384 | 17073003384@40
            BELGIUM_NATIONAL_ID_CARD_NUMBER | 85.13.30-033.28 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
