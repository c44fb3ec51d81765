package dev.postern.detector;

import dev.postern.checksum.Weighted;

/** What the registration numbers of residents and of foreigners in Korea have in common. */
final class KoreanBirth {

    private KoreanBirth() {}

    /** By the seventh digit: 1, 2, 5 and 6 are of those born before 2000. */
    static boolean exists(String digits) {
        boolean last = (digits.charAt(6) - '1') % 4 < 2;
        return CalendarDay.exists((last ? 1900 : 2000) + CalendarDay.number(digits, 0, 2), CalendarDay.number(digits, 2, 4), CalendarDay.number(digits, 4, 6));
    }

    /** @param from what the remainder is taken from: 11 for residents, 13 for foreigners */
    static int checkDigit(String digits, int from) {
        return (from - Weighted.sum(digits, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10;
    }
}
