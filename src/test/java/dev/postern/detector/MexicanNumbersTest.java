package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class MexicanNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MEXICO_CURP_NUMBER | BOXW310820HNERXN09 | BOXW310820HNERXN09@95
            MEXICO_CURP_NUMBER | BOXW310820HNERXN08 | BOXW310820HNERXN08@60
            MEXICO_CURP_NUMBER | BOXW311320HNERXN09 | -
            MEXICO_CURP_NUMBER | BOXW310820HXXRXN09 | -
            MEXICO_CURP_NUMBER | boxw310820hnerxn09 | boxw310820hnerxn09@25
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
