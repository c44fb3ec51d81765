package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class ItalianNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            IT_DRIVER_LICENSE | U1K711J11M | U1K711J11M@30
            IT_DRIVER_LICENSE | AA0123456B | AA0123456B@25
            IT_DRIVER_LICENSE | U1H00A000B | -
            ITALY_FISCAL_CODE | RSSMRA85T10A562S | RSSMRA85T10A562S@95
            ITALY_FISCAL_CODE | RSSMRA85T10A562T | RSSMRA85T10A562T@40
            ITALY_FISCAL_CODE | RSSMRA85T10A56NH | RSSMRA85T10A56NH@95
            ITALY_FISCAL_CODE | rssmra85t10a562s | rssmra85t10a562s@25
            ITALY_FISCAL_CODE | RSSMRA85T32A562S | -
            ITALY_FISCAL_CODE | RSSMRA85T50A562W | RSSMRA85T50A562W@95
            ITALY_FISCAL_CODE | RSEMRA85T10A562S | RSEMRA85T10A562S@40
            ITALY_FISCAL_CODE | RSSMRA85T10A000S | -
            IT_IDENTITY_CARD | CA00000AA | CA00000AA@25
            IT_IDENTITY_CARD | AA 1234567 | AA 1234567@25
            IT_IDENTITY_CARD | 1234567AA | 1234567AA@25
            IT_IDENTITY_CARD | AAA1234567 | -
            ITALY_PASSPORT | YA1234567 | YA1234567@25
            ITALY_PASSPORT | Y1234567 | -
            IT_VAT_CODE | 01333550323 | 01333550323@35
            IT_VAT_CODE | IT01333550323 | IT01333550323@80
            IT_VAT_CODE | 0133 3550 323 | 0133 3550 323@35
            IT_VAT_CODE | 01333550324 | -
            IT_VAT_CODE | 00000000000 | -
            IT_VAT_CODE | 12345675008 | 12345675008@15
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
