package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three ages of plates. */
final class UkVehicleRegistrationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            AB51 ABC | AB51 ABC@45
            AB51ABC | AB51ABC@45
            LN14-HGT | LN14-HGT@45
            A123 BCD | A123 BCD@26
            ABC 123D | ABC 123D@25
            ab51 abc | ab51 abc@10
            AQ51 ABC | -
            AB00 ABC | -
            AB31 ABC | -
            AB51 AIB | -
            I123 BCD | -
            ABC 123Z | -
            XAB51 ABC | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UkVehicleRegistration.DETECTOR));
    }
}
