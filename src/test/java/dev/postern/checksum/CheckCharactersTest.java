package dev.postern.checksum;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers whose issuers publish them. */
final class CheckCharactersTest {

    @ParameterizedTest
    @CsvSource({"65929970489, true", "65929970488, false", "47036892816, true", "136695976, true", "136695975, false", "0000000001, false"})
    void mod11And10(String digits, boolean holds) {
        assertEquals(holds, Iso7064.holdsMod11And10(digits));
    }

    @ParameterizedTest
    @CsvSource({"11010519491231002X, true", "110105194912310021, false", "07940, true", "079X, true", "0794, false", "1, true", "0, false"})
    void mod11To2(String text, boolean holds) {
        assertEquals(holds, Iso7064.holdsMod11To2(text));
    }

    @ParameterizedTest
    @CsvSource({"L898902C36, true", "L898902C37, false", "7408122, true", "1204159, true", "T220001293, true", "C01X00T41, true", "C01X00T4A, false"})
    void ofTravelDocuments(String text, boolean holds) {
        assertEquals(holds, DocumentDigit.holds(text));
    }

    @ParameterizedTest
    @CsvSource({"12345678, Z, true", "12345678, A, false", "00000000, T, true", "99999999, R, true", "28078221, M, true"})
    void mod23(String digits, char letter, boolean holds) {
        assertEquals(holds, Mod23.holds(digits, letter));
    }

    @ParameterizedTest
    @CsvSource({"123, 14", "000, 0", "999, 54", "12399, 14"})
    void sumsByWeight(String digits, int sum) {
        assertEquals(sum, Weighted.sum(digits, 1, 2, 3));
    }

    @ParameterizedTest
    @CsvSource({"55, 9", "99, 18", "00, 0"})
    void crossSums(String digits, int sum) {
        assertEquals(sum, Weighted.crossSum(digits, 7, 2));
    }
}
