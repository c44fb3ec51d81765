package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prefixes and suffixes. */
final class UkNationalInsuranceNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AA 12 34 56 B | AA 12 34 56 B@70
            aa123456b | aa123456b@45
            AA-12-34-56-B | AA-12-34-56-B@45
            AA 12 34 56 E | -
            DA 12 34 56 B | -
            AO 12 34 56 B | -
            GB 12 34 56 B | -
            ZZ123456A | -
            AA123456 | -
            XAA123456B | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UkNationalInsuranceNumber.DETECTOR));
    }
}
