package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class NigerianAndPhilippineNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NG_NIN | 12345678902 | 12345678902@25
            NG_NIN | 12345678901 | -
            NG_NIN | 00000000000 | -
            NG_VEHICLE_REGISTRATION | ABJ-001AA | ABJ-001AA@30
            NG_VEHICLE_REGISTRATION | ABJ-000AA | -
            NG_VEHICLE_REGISTRATION | APP456CV | APP456CV@30
            NG_VEHICLE_REGISTRATION | abj 001aa | abj 001aa@25
            NG_VEHICLE_REGISTRATION | AB-1234CD | -
            PH_TIN | 000-123-456-000 | 000-123-456-000@45
            PH_TIN | 000123456 | 000123456@25
            PH_TIN | 000-123-457 | -
            PH_TIN | 000000000000 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
