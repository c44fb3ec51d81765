package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of states. */
final class UsDriversLicenseNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            H1223456 | H1223456@30
            D1234-56789-01234 | D1234-56789-01234@30
            WDLABCD456DG | WDLABCD456DG@30
            12-345-6789 | 12-345-6789@30
            123456789 | 123456789@25
            AB123456C | AB123456C@30
            12ABC34567 | 12ABC34567@30
            ABCDEFG | -
            12345 | -
            ABC1 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsDriversLicenseNumber.DETECTOR));
    }
}
