package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class FinnishNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FINLAND_NATIONAL_ID_NUMBER | 010594Y9032 | 010594Y9032@80
            FINLAND_NATIONAL_ID_NUMBER | 131052-308T | 131052-308T@80
            FINLAND_NATIONAL_ID_NUMBER | 131052+308T | 131052+308T@80
            FINLAND_NATIONAL_ID_NUMBER | 131052A308T | 131052A308T@80
            FINLAND_NATIONAL_ID_NUMBER | 131052-308U | -
            FINLAND_NATIONAL_ID_NUMBER | 321052-308T | -
            FINLAND_NATIONAL_ID_NUMBER | 131052a308t | 131052a308t@25
            FINLAND_NATIONAL_ID_NUMBER | 131052.308T | -
            FINLAND_NATIONAL_ID_NUMBER | 290200+102L | -
            FINLAND_NATIONAL_ID_NUMBER | 290200A102L | 290200A102L@80
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
