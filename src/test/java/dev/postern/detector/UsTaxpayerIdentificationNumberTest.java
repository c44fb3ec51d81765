package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups that are given out. */
final class UsTaxpayerIdentificationNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            911-70-1234 | 911-70-1234@50
            911 70 1234 | 911 70 1234@40
            911701234 | 911701234@25
            911-701234 91170-1234 | 911-701234@10 & 91170-1234@10
            911-64-1234 | 911-64-1234@50
            911-66-1234 | -
            911-89-1234 | -
            911-93-1234 | -
            911-49-1234 | -
            811-70-1234 | -
            911-70 1234 | -
            1-911-70-1234 | -
            9117012345 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UsTaxpayerIdentificationNumber.DETECTOR));
    }
}
