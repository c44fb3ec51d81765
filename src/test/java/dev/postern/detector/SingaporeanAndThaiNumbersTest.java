package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class SingaporeanAndThaiNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SG_UEN | 53125226D | 53125226D@40
            SG_UEN | 53125226E | -
            SG_UEN | 201434292D | 201434292D@45
            SG_UEN | 301434292D | -
            SG_UEN | T16RF0037C | T16RF0037C@75
            SG_UEN | T16ZZ0037C | -
            SG_UEN | S57TU0392K | S57TU0392K@75
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | S2740116C | S2740116C@65
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | S1234567D | S1234567D@65
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | T1234567J | T1234567J@65
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | F1234567N | F1234567N@65
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | G1234567X | G1234567X@65
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | M1234567K | M1234567K@65
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | T1234567Z | T1234567Z@25
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | A1234567Z | A1234567Z@10
            SINGAPORE_NATIONAL_REGISTRATION_ID_NUMBER | A123456Z | -
            THAILAND_NATIONAL_ID_NUMBER | 1220000000007 | 1220000000007@30
            THAILAND_NATIONAL_ID_NUMBER | 1-2200-00000-00-7 | 1-2200-00000-00-7@75
            THAILAND_NATIONAL_ID_NUMBER | 1220000000008 | -
            THAILAND_NATIONAL_ID_NUMBER | 1280000000006 | -
            THAILAND_NATIONAL_ID_NUMBER | 0220000000007 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
