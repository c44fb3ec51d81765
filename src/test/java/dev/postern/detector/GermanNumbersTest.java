package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class GermanNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DE_BSNR | 021234568 | 021234568@25
            DE_BSNR | 991234568 | 991234568@5
            DE_BSNR | 000000000 | -
            DE_HANDELSREGISTER | Amtsgericht Köln HRB 123456, HRA 1 | HRB 123456@60 & HRA 1@60
            DE_HANDELSREGISTER | hrb 123456 | hrb 123456@25
            DE_HANDELSREGISTER | HRB123456 | HRB123456@60
            DE_HANDELSREGISTER | HRB 1234567 | -
            DE_HANDELSREGISTER | HRC 12 | -
            DE_HEALTH_INSURANCE | A000500015 | A000500015@45
            DE_HEALTH_INSURANCE | A000500016 | -
            DE_HEALTH_INSURANCE | a000500015 | a000500015@25
            DE_HEALTH_INSURANCE | Z999999997 | Z999999997@45
            GERMANY_IDENTITY_CARD_NUMBER | T220001293 | T220001293@40
            GERMANY_IDENTITY_CARD_NUMBER | T220001294 | -
            GERMANY_IDENTITY_CARD_NUMBER | CZ6311T03 | CZ6311T03@40
            GERMANY_IDENTITY_CARD_NUMBER | T22000129 | T22000129@15
            GERMANY_IDENTITY_CARD_NUMBER | L01X00T47 | -
            GERMANY_IDENTITY_CARD_NUMBER | L01X00T471 | L01X00T471@40
            GERMANY_IDENTITY_CARD_NUMBER | A01X00T471 | -
            GERMANY_DRIVERS_LICENSE_NUMBER | B072RRE2I55 | B072RRE2I55@25
            GERMANY_DRIVERS_LICENSE_NUMBER | MU12345678B | MU12345678B@25
            GERMANY_DRIVERS_LICENSE_NUMBER | B0123456789 | -
            GERMANY_DRIVERS_LICENSE_NUMBER | B072RRE2I5 | -
            GERMANY_PASSPORT | C01X00T41 | C01X00T41@45
            GERMANY_PASSPORT | C01X00T42 | -
            GERMANY_PASSPORT | c01x00t41 | c01x00t41@25
            GERMANY_PASSPORT | A01X00T41 | -
            DE_KFZ | B AB 1234 | B AB 1234@25
            DE_KFZ | B-AB 1234E | B-AB 1234E@25
            DE_KFZ | MÜ-AB 12H | MÜ-AB 12H@25
            DE_KFZ | b ab 1234 | b ab 1234@5
            DE_KFZ | -B-AB-1234 | -
            DE_KFZ | B AB 12345 | -
            DE_KFZ | BAB1234 | -
            DE_LANR | LANR: 123456601 | 123456601@25
            DE_LANR | 123456701 | -
            DE_LANR | 000000000 | -
            DE_PLZ | 01001 | 01001@25
            DE_PLZ | 01000 | -
            DE_PLZ | 99998 | 99998@25
            DE_PLZ | 99999 | -
            DE_PLZ | 101150 | -
            DE_SOCIAL_SECURITY | 15070649C103 | 15070649C103@65
            DE_SOCIAL_SECURITY | 15 070649 C 103 | 15 070649 C 103@75
            DE_SOCIAL_SECURITY | 65070803A018 | -
            DE_SOCIAL_SECURITY | 15570649C104 | 15570649C104@65
            DE_SOCIAL_SECURITY | 15320649C103 | -
            DE_SOCIAL_SECURITY | 15070649c103 | 15070649c103@25
            GERMANY_TAXPAYER_IDENTIFICATION_NUMBER | 65929970489 | 65929970489@40
            GERMANY_TAXPAYER_IDENTIFICATION_NUMBER | 65 929 970 489 | 65 929 970 489@60
            GERMANY_TAXPAYER_IDENTIFICATION_NUMBER | 65929970488 | -
            GERMANY_TAXPAYER_IDENTIFICATION_NUMBER | 12345678903 | 12345678903@25
            GERMANY_TAXPAYER_IDENTIFICATION_NUMBER | 11223456782 | -
            GERMANY_TAXPAYER_IDENTIFICATION_NUMBER | 11223456783 | -
            DE_TAX_NUMBER | 123/456/78901 | 123/456/78901@40
            DE_TAX_NUMBER | 12/345/6789 | 12/345/6789@30
            DE_TAX_NUMBER | 0281508150123 | 0281508150123@25
            DE_TAX_NUMBER | 1781508150123 | -
            DE_VAT_ID | DE136695976 | DE136695976@80
            DE_VAT_ID | DE 136 695 976 | DE 136 695 976@80
            DE_VAT_ID | DE136695975 | DE136695975@30
            DE_VAT_ID | de136695976 | de136695976@25
            DE_VAT_ID | DE1366959766 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
