package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class SwissNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SWITZERLAND_SOCIAL_SECURITY_NUMBER | 756.9217.0769.85 | 756.9217.0769.85@95
            SWITZERLAND_SOCIAL_SECURITY_NUMBER | 7569217076985 | 7569217076985@55
            SWITZERLAND_SOCIAL_SECURITY_NUMBER | 756.9217.0769.84 | -
            SWITZERLAND_SOCIAL_SECURITY_NUMBER | 755.9217.0769.85 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
