package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the rule, and one digit changed. */
final class UsNationalProviderIdentifierTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1234567893 | 1234567893@28
            1234 567 893 | 1234 567 893@45
            1234-567-893 | 1234-567-893@45
            1234567894 | -
            3234567891 | -
            12345678934 | -
            1.1234567893 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsNationalProviderIdentifier.DETECTOR));
    }
}
