package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Days of the calendar, perhaps with a time: ISO 8601, the year first or last with slashes, dashes or dots in either order of day and month, English names of months; less surely a month with a day or
 * a year. There must be such a day.
 *
 * <p>Examples: {@code 2024-06-05T09:15:30Z}, {@code 21.5.2021}, {@code 5-May-2021}.
 */
final class DateAndTime {

    private static final String TIME = "(?:[T ](?:[01]\\d|2[0-4]):[0-5]\\d(?::[0-6]\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z|[+-][01]\\d:?[0-5]\\d))?)\\b";
    private static final int SHORT_YEAR = 61;
    private static final int DOTTED = 40;

    static final Detector DETECTOR = Detector.of(InfoType.of("DATE", Category.TIME_AND_PLACE, "date", "DATE_TIME"))
            .shape("(?i)\\d{4}-\\d{2}-\\d{2}" + TIME, 71)
            .shape(CalendarDate.YEAR_FIRST, 65)
            .shape(CalendarDate.YEAR_LAST, 65)
            .shape(CalendarDate.SHORT_YEAR_LAST, SHORT_YEAR)
            .shape(CalendarDate.IN_WORDS, 70)
            .shape(CalendarDate.MONTH + "-\\d{2}(?:\\d{2})?\\b|\\d{1,2}-" + CalendarDate.MONTH + "\\b", 60)
            .shape("\\d{1,2}/\\d{4}\\b", 30)
            .shape("\\d{1,2}/\\d{2}\\b", 20)
            .check(DateAndTime::check)
            .words("date", "expires", "expiry", "today")
            .build();

    private DateAndTime() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        boolean time = text.indexOf(':') > 0;
        if (!CalendarDate.alone(candidate) || !CalendarDate.exists(time ? text.substring(0, 10) : text, CalendarDate.FIRST_YEAR)) {
            return Check.NO;
        }
        boolean version = confidence == SHORT_YEAR && text.indexOf('.') > 0;
        return version ? DOTTED : confidence;
    }
}
