package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes with and without a country. */
final class SwiftCodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DEUTDEFF | DEUTDEFF@25
            DEUTDEFF500 | DEUTDEFF500@30
            DEUTDEFFXXX | DEUTDEFFXXX@45
            BIC: NEDSZAJJ | NEDSZAJJ@25
            DEUTQQFF | -
            DEUTDEF0 | -
            DEUTDEFF5 | -
            DEUTDEFF5000 | -
            deutdeff | -
            A-DEUTDEFF | -
            DOCUMENT | DOCUMENT@25
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, SwiftCode.DETECTOR));
    }
}
