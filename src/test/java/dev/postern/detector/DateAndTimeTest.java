package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms, and days that there are not. */
final class DateAndTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2024-03-15T14:30:00.5+02:00, | 2024-03-15T14:30:00.5+02:00@71
            2024-03-15 14:30 | 2024-03-15 14:30@71
            2024-02-29 | 2024-02-29@65
            2023-02-29 | -
            2024-13-01 | -
            15/03/2024 | 15/03/2024@65
            03/15/2024 | 03/15/2024@65
            31/31/2024 | -
            2024/3/5 | 2024/3/5@65
            15.3.24 | 15.3.24@40
            1.1.2024 | 1.1.2024@65
            3/15/24 | 3/15/24@61
            15.03-2024 | -
            5 May 2021 | 5 May 2021@70
            May 5th, 2021 | May 5th, 2021@70
            31-Jun-2021 | -
            5-May | 5-May@60
            May-21 | May-21@60
            13/2024 | -
            12/2024 | 12/2024@30
            5/21 | 5/21@20
            32/45 | -
            10.0.0.24 | -
            1/2024-03-15 | -
            2024-03-15-7 | -
            20240315 | -
            3024-03-15 | -
            """)
    void finds(String text, String found) {
        assertEquals(found, Found.in(text, DateAndTime.DETECTOR));
    }
}
