package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class KoreanNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KR_BRN | 104-86-56659 | 104-86-56659@55
            KR_BRN | 1048656659 | 1048656659@25
            KR_BRN | 1048656658 | -
            KR_BRN | 0000000000 | -
            KR_DRIVER_LICENSE | 11-22-123456-12 | 11-22-123456-12@50
            KR_DRIVER_LICENSE | 112212345612 | 112212345612@25
            KR_DRIVER_LICENSE | 27-22-123456-12 | -
            KR_DRIVER_LICENSE | 11-22-123456-1 | -
            KR_FRN | 050912-6000012 | 050912-6000012@65
            KR_FRN | 911124-5678901 | 911124-5678901@45
            KR_FRN | 911324-5678901 | -
            KR_FRN | 911124-1678901 | -
            KOREA_RRN | 960121-1021413 | 960121-1021413@65
            KOREA_RRN | 9601211021413 | 9601211021413@45
            KOREA_RRN | 000505-3637892 | 000505-3637892@45
            KOREA_RRN | 960231-1021413 | -
            KOREA_RRN | 960229-1021413 | 960229-1021413@45
            KOREA_RRN | 970229-1021413 | -
            KOREA_RRN | 960121+1021413 | -
            KOREA_PASSPORT | M123A4567 | M123A4567@25
            KOREA_PASSPORT | 여권 S87654321입니다 | S87654321@25
            KOREA_PASSPORT | A123A4567 | -
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
