package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each place has its set. */
final class UsMedicareBeneficiaryIdTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1EG4-TE5-MK73 | 1EG4-TE5-MK73@65
            1eg4-te5-mk73 | 1eg4-te5-mk73@65
            1EG4TE5MK73 | 1EG4TE5MK73@45
            0EG4-TE5-MK73 | -
            1SG4-TE5-MK73 | -
            1EG4-TE5MK73 | -
            1EG4-TE5-MK7 | -
            1EG4TE5MK733 | -
            A-1EG4-TE5-MK73 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsMedicareBeneficiaryId.DETECTOR));
    }
}
