package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that plans have, and numbers that none has. */
final class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            +1 415 555 0132 | +1 415 555 0132@75
            +49 30 1234567 | +49 30 1234567@75
            +49 (0)30 1234567 | +49 (0)30 1234567@75
            +44 20 7946 0958, ext | +44 20 7946 0958@75
            +1 415 555 0132 2024 | +1 415 555 0132@75
            0044 20 7946 0958 | 0044 20 7946 0958@45
            (415) 555-0132 | (415) 555-0132@62
            415-555-0132 | 415-555-0132@62
            415.555.0132 | 415.555.0132@46
            415 555 0132 | 415 555 0132@46
            1-415-555-0132 | 1-415-555-0132@62
            4155550132 | 4155550132@25
            13812345678 | 13812345678@25
            1732691659 | -
            115-555-0132 | -
            415-055-0132 | -
            +999 123 456 789 | -
            +1 | -
            09-7625400 | 09-7625400@44
            020 7946 0958 | 020 7946 0958@44
            05/2021 | -
            2024-11-27 | -
            415-555-0132-9 | -
            x415-555-0132 | -
            ٤١٥-555-0132 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, PhoneNumber.DETECTOR));
    }

    @Test
    void aLongRunIsNone() {
        assertEquals("-", Found.in("+1" + " 4".repeat(2_000), PhoneNumber.DETECTOR));
        assertEquals("-", Found.in("415".repeat(500), PhoneNumber.DETECTOR));
    }
}
