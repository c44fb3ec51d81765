package dev.postern.detector;

import dev.postern.detect.Candidate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The forms in which dates are written, and whether there is such a day. */
final class CalendarDate {

    static final String MONTH = "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String ORDINAL = "\\d{1,2}(?:st|nd|rd|th)?";

    /** ISO 8601, and the same with single digits, slashes or dots. */
    static final String YEAR_FIRST = "\\d{4}(?:-\\d{1,2}-\\d{1,2}|/\\d{1,2}/\\d{1,2}|\\.\\d{1,2}\\.\\d{1,2})\\b";
    static final String YEAR_LAST = "\\d{1,2}(?:/\\d{1,2}/|-\\d{1,2}-|\\.\\d{1,2}\\.)\\d{4}\\b";
    static final String SHORT_YEAR_LAST = "\\d{1,2}(?:/\\d{1,2}/|-\\d{1,2}-|\\.\\d{1,2}\\.)\\d{2}\\b";
    /** 5-May-2021, 5 May 2021, 5th May, 2021; May 5, 2021. */
    static final String IN_WORDS = ORDINAL + "[ -]" + MONTH + "(?:-|\\.? |, )\\d{4}\\b|" + ORDINAL + "-" + MONTH + "-\\d{2}\\b|" + MONTH + "\\.?[ -]" + ORDINAL + "(?:,? |-)\\d{4}\\b";

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 2999;
    private static final int CENTURY = 2000;

    private CalendarDate() {}

    /** Whether the date stands for itself: no number or dotted text goes on at its ends. */
    static boolean alone(Candidate candidate) {
        return !goesOn(candidate.before(), candidate.before(2)) && !goesOn(candidate.after(), candidate.after(2));
    }

    private static boolean goesOn(int mark, int beyond) {
        return (mark == '-' || mark == '/' || mark == '.' || mark == ':') && Surroundings.digit(beyond);
    }

    /**
     * Whether there is a day, or a month, that is written so. Which of two numbers is the month is taken as it fits, but behind a year the month comes first.
     *
     * @param firstYear earlier ones are none; years of two digits are of this century
     */
    static boolean exists(String text, int firstYear) {
        List<Integer> numbers = new ArrayList<>();
        int longest = 0;
        int longestAt = -1;
        int month = 0;
        int at = 0;
        while (at < text.length()) {
            int from = at;
            while (at < text.length() && Surroundings.digit(text.charAt(at))) {
                at++;
            }
            if (at > from) {
                if (at - from > longest) {
                    longest = at - from;
                    longestAt = numbers.size();
                }
                numbers.add(Integer.parseInt(text, from, at, 10));
            } else {
                month = month == 0 && at + 3 <= text.length() && Surroundings.letter(text.charAt(at)) ? monthNamed(text, at) : month;
                at++;
            }
        }
        int year = longest == 4 ? numbers.remove(longestAt) : CENTURY;
        boolean monthNext = longest == 4 && longestAt == 0 && numbers.size() == 2;
        return year >= firstYear && year <= LAST_YEAR && (monthNext ? day(numbers.get(1), numbers.get(0), year) : fits(numbers, month, year));
    }

    private static int monthNamed(String text, int at) {
        int place = MONTHS.indexOf(text.substring(at, at + 3).toLowerCase(Locale.ROOT));
        return place >= 0 && place % 3 == 0 ? place / 3 + 1 : 0;
    }

    /** The numbers without a year of four digits. */
    private static boolean fits(List<Integer> numbers, int month, int year) {
        if (month > 0) {
            return numbers.isEmpty() || day(numbers.getFirst(), month, year);
        }
        return switch (numbers.size()) {
            case 1 -> numbers.getFirst() >= 1 && numbers.getFirst() <= 12;
            case 2 -> day(numbers.get(0), numbers.get(1), year) || day(numbers.get(1), numbers.get(0), year);
            case 3 -> day(numbers.get(0), numbers.get(1), CENTURY + numbers.get(2)) || day(numbers.get(1), numbers.get(0), CENTURY + numbers.get(2));
            default -> false;
        };
    }

    private static boolean day(int day, int month, int year) {
        return month >= 1 && month <= 12 && YearMonth.of(year, month).isValidDay(day);
    }
}
