package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class PolishAndSwedishNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POLAND_PESEL_NUMBER | 44051401458 | 44051401458@35
            POLAND_PESEL_NUMBER | 44051401459 | -
            POLAND_PESEL_NUMBER | 02270803624 | 02270803624@35
            POLAND_PESEL_NUMBER | 02222903628 | -
            POLAND_PESEL_NUMBER | 44133201458 | -
            SE_ORGANISATIONSNUMMER | 556036-0793 | 556036-0793@50
            SE_ORGANISATIONSNUMMER | 5560360793 | 5560360793@25
            SE_ORGANISATIONSNUMMER | 556036-0794 | -
            SE_ORGANISATIONSNUMMER | 551036-0793 | -
            SWEDEN_NATIONAL_ID_NUMBER | 871220-2384 | 871220-2384@50
            SWEDEN_NATIONAL_ID_NUMBER | 19871220-2384 | 19871220-2384@45
            SWEDEN_NATIONAL_ID_NUMBER | 198712202384 | 198712202384@35
            SWEDEN_NATIONAL_ID_NUMBER | 871220-2385 | -
            SWEDEN_NATIONAL_ID_NUMBER | 871280-2381 | 871280-2381@50
            SWEDEN_NATIONAL_ID_NUMBER | 871320-2384 | -
            SWEDEN_NATIONAL_ID_NUMBER | 178712202384 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
