package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which letters stand where. */
final class UkPostcodeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            EC1A 1BB | EC1A 1BB@30
            ec1a 1bb | ec1a 1bb@30
            DN551PT | DN551PT@30
            GIR 0AA | GIR 0AA@40
            M1 1AE | M1 1AE@30
            AA1 1AA | AA1 1AA@10
            QA1 1AA | -
            M1 1AI | -
            EC1C 1BB | -
            M1  1AE | -
            M111 1AE | -
            EC1A 1BBX | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, UkPostcode.DETECTOR));
    }
}
