package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates with a year. */
final class DateOfBirthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1979-03-12 | 1979-03-12@30
            12 March 1979 | 12 March 1979@30
            12.03.1979 | 12.03.1979@30
            12/03/79 | 12/03/79@28
            19790312 | 19790312@25
            19791312 | -
            1779-03-12 | -
            12/03 | -
            1979-02-30 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, DateOfBirth.DETECTOR));
    }
}
