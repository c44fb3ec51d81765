package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripes of test cards. */
final class CreditCardTrackTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            %B4111111111111111^DOE/JOHN^29121010000000000? | %B4111111111111111^DOE/JOHN^29121010000000000?@98
            ;4111111111111111=29121010000012300000? | ;4111111111111111=29121010000012300000?@97
            4111111111111111D29121010000012300000F | 4111111111111111D29121010000012300000F@80
            ;4111111111111112=29121010000012300000? | -
            ;4111111111111111=29131010000012300000? | -
            4111111111111111=291210 | -
            ;9999999999999995=29121010000012300000? | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, CreditCardTrack.DETECTOR));
    }

    @Test
    void aLongRunOfDigitsIsNone() {
        assertEquals("-", Found.in(";4111111111111111=2912101" + "0".repeat(4_000), CreditCardTrack.DETECTOR));
    }
}
