package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the code and with the trunk 0. */
final class PhMobileNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            +63 917 123 4567 | +63 917 123 4567@70
            +639171234567. | +639171234567@70
            0 (917) 123 4567 | 0 (917) 123 4567@35
            09171234567 | 09171234567@35
            917-123-4567 | -
            091712345678 | -
            0817 123 4567 | -
            0917  123 4567 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, PhMobileNumber.DETECTOR));
    }
}
