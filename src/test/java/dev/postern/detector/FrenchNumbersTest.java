package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class FrenchNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FRANCE_NIR | 2 55 08 14 168 025 38 | 2 55 08 14 168 025 38@95
            FRANCE_NIR | 255081416802538 | 255081416802538@50
            FRANCE_NIR | 255081416802539 | -
            FRANCE_NIR | 2 55 08 2A 168 025 67 | -
            FRANCE_NIR | 255132416802538 | -
            FRANCE_NIR | 955081416802538 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
