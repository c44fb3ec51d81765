package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that hold, one digit off, dates that are none, other ways to write them; with the confidence they have without a word beside them. */
final class SurroundedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            FINLAND_NATIONAL_ID_NUMBER | ref-010594Y9032 | 010594Y9032@25
            FINLAND_NATIONAL_ID_NUMBER | 010594Y9032-4 | 010594Y9032@25
            FINLAND_NATIONAL_ID_NUMBER | 010594Y9032. | 010594Y9032@80
            FINLAND_NATIONAL_ID_NUMBER | - 010594Y9032 - | 010594Y9032@80
            FINLAND_NATIONAL_ID_NUMBER | {"trace_id": "010594Y9032"} | 010594Y9032@25
            FINLAND_NATIONAL_ID_NUMBER | {"person": "010594Y9032"} | 010594Y9032@80
            POLAND_PESEL_NUMBER | 5c9f-44051401458 | 44051401458@25
            POLAND_PESEL_NUMBER | {"requestId":44051401458} | 44051401458@25
            POLAND_PESEL_NUMBER | {"who":44051401458} | 44051401458@35
            """)
    void finds(String type, String text, String found) {
        assertEquals(found, Found.in(text, Named.detector(type)));
    }
}
