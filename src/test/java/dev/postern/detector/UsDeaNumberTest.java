package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kind, the name, the check digit. */
final class UsDeaNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GL0285191 | GL0285191@35
            gl0285191 | gl0285191@35
            K92993548 | K92993548@35
            GL0285192 | -
            IL0285191 | -
            G10285191 | -
            GL02851910 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsDeaNumber.DETECTOR));
    }
}
