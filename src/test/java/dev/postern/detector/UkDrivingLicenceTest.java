package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days of birth and fillings. */
final class UkDrivingLicenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MORGA657054SM9IJ | MORGA657054SM9IJ@62
            morga657054sm9ij | morga657054sm9ij@62
            FO999512018AA1AB | FO999512018AA1AB@62
            MORGA613054SM9IJ | -
            MORGA600054SM9IJ | -
            MORGA663054SM9IJ | -
            MORGA657324SM9IJ | -
            MORGA602304SM9IJ | -
            MO9G9657054SM9IJ | -
            MORGA65705SM9IJ | -
            MORGA657054SM9IJK | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UkDrivingLicence.DETECTOR));
    }
}
