package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class ChineseNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CHINA_RESIDENT_ID_NUMBER | 11010519491231002X | 11010519491231002X@70
            CHINA_RESIDENT_ID_NUMBER | 11010519491231002x | 11010519491231002x@25
            CHINA_RESIDENT_ID_NUMBER | 110105194912310021 | -
            CHINA_RESIDENT_ID_NUMBER | 11010519491331002X | -
            CHINA_RESIDENT_ID_NUMBER | 440524188001010014 | 440524188001010014@70
            CHINA_RESIDENT_ID_NUMBER | 190524188001010014 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
