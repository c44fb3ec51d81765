package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class CanadianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CANADA_SOCIAL_INSURANCE_NUMBER | my SIN is 130-692-544. | 130-692-544@50
            CANADA_SOCIAL_INSURANCE_NUMBER | 130 692 544 | 130 692 544@50
            CANADA_SOCIAL_INSURANCE_NUMBER | 130692544 | 130692544@25
            CANADA_SOCIAL_INSURANCE_NUMBER | 130692545 | -
            CANADA_SOCIAL_INSURANCE_NUMBER | 130-692 544 | -
            CANADA_SOCIAL_INSURANCE_NUMBER | 046454286 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
