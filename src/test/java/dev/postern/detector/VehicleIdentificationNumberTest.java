package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the check digit and without. */
final class VehicleIdentificationNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1M8GDM9AXKP042788 | 1M8GDM9AXKP042788@62
            1M8GDM9A1KP042788 | 1M8GDM9A1KP042788@26
            WVWZZZ1JZXW000001 | WVWZZZ1JZXW000001@26
            11111111111111111 | -
            1M8GDM9AXKP04278 | -
            1M8GDM9AXKP0427889 | -
            1M8GDM9AXKO042788 | -
            1m8gdm9axkp042788 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, VehicleIdentificationNumber.DETECTOR));
    }
}
