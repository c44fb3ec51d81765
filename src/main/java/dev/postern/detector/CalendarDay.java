package dev.postern.detector;

import java.time.YearMonth;

/** Days of birth inside numbers. */
final class CalendarDay {

    private CalendarDay() {}

    static boolean exists(int year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** Of a year whose century is not known: 29 February is one in every fourth, 1900 being beyond most people's memory. */
    static boolean existsInSomeCentury(int yearOfCentury, int month, int day) {
        return exists(2000 + yearOfCentury, month, day);
    }

    /** @param digits ASCII digits at these places */
    static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }
}
