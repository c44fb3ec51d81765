package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A letter or none. */
final class UsPassportTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A12803456 | A12803456@27
            z12803456 | z12803456@27
            912803456 | 912803456@25
            AB1280345 | -
            A128034567 | -
            A1280345 | -
            x-A12803456 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsPassport.DETECTOR));
    }
}
