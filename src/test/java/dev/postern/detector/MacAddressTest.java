package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EUI-48 in its three forms. */
final class MacAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            00:1b:63:84:45:e6 | 00:1b:63:84:45:e6@65
            00-1B-63-84-45-E6 | 00-1B-63-84-45-E6@65
            001b.6384.45e6 | 001b.6384.45e6@60
            mac=00:1b:63:84:45:e6, | 00:1b:63:84:45:e6@65
            1200.3456.7890 | 1200.3456.7890@25
            10-20-30-40-50-60 | 10-20-30-40-50-60@25
            ff:ff:ff:ff:ff:ff | -
            00:00:00:00:00:00 | -
            00:1b:63-84-45-e6 | -
            00:1b:63:84:45 | -
            00:1b:63:84:45:e6:77 | -
            00:1b:63:84:45:g6 | -
            100:1b:63:84:45:e6 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, MacAddress.DETECTOR));
    }
}
