package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Districts, the check digit, forms. */
final class AbaRoutingNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            121042882 | 121042882@28
            1210-4288-2 | 1210-4288-2@45
            routing: 021000021. | 021000021@28
            121042883 | -
            421042880 | -
            800000000 | -
            000000000 | -
            1210428820 | -
            1210-42882 | -
            0.121042882 | -
            12104288２ | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, AbaRoutingNumber.DETECTOR));
    }
}
