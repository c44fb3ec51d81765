package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class AustralianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AU_ABN | 51 824 753 556 | 51 824 753 556@65
            AU_ABN | 51824753556 | 51824753556@40
            AU_ABN | 51 824 753 557 | -
            AU_ABN | 51 824 7535 56 | -
            AU_ABN | 01 824 753 556 | -
            AU_ABN | 51824753556x | -
            AU_ACN | 005 499 981 | 005 499 981@40
            AU_ACN | 000000180 | 000000180@25
            AU_ACN | 000000181 | -
            AU_ACN | 005 499 98 | -
            AUSTRALIA_MEDICARE_NUMBER | 2123 45670 1 | 2123 45670 1@50
            AUSTRALIA_MEDICARE_NUMBER | 2123456701 | 2123456701@25
            AUSTRALIA_MEDICARE_NUMBER | 2123456700 | -
            AUSTRALIA_MEDICARE_NUMBER | 2123456711 | -
            AUSTRALIA_MEDICARE_NUMBER | 7123456701 | -
            AUSTRALIA_TAX_FILE_NUMBER | 876 543 210 | 876 543 210@40
            AUSTRALIA_TAX_FILE_NUMBER | 876543210 | 876543210@25
            AUSTRALIA_TAX_FILE_NUMBER | 876543211 | -
            AUSTRALIA_TAX_FILE_NUMBER | 000000000 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
