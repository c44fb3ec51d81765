package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Days on which people were born: a date with a year from 1880 on ({@link DateAndTime} has its forms, and eight digits in one) beside a word or in a field that speaks of birth; without that it is but
 * a date.
 *
 * <p>Example: {@code born 12 March 1979}.
 */
final class DateOfBirth {

    private static final int FIRST_YEAR = 1880;
    private static final int EIGHT_DIGITS = 25;

    static final Detector DETECTOR = Detector.of(InfoType.of("DATE_OF_BIRTH", Category.TIME_AND_PLACE, "date of birth", "DOB"))
            .shape(CalendarDate.YEAR_FIRST, 30)
            .shape(CalendarDate.YEAR_LAST, 30)
            .shape(CalendarDate.SHORT_YEAR_LAST, 28)
            .shape(CalendarDate.IN_WORDS, 30)
            .shape("(?:19|20)\\d{6}\\b", EIGHT_DIGITS)
            .check(DateOfBirth::check)
            .words("born", "birth", "birthday", "birthdate", "birth_date", "date of birth", "date_of_birth", "dob", "bday", "geboren", "geburtsdatum", "geburtstag", "naissance", "née", "nacimiento",
                    "nacido", "nascita", "nascimento", "geboortedatum")
            .build();

    private DateOfBirth() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.text();
        String date = confidence == EIGHT_DIGITS ? text.substring(0, 4) + '-' + text.substring(4, 6) + '-' + text.substring(6) : text;
        return CalendarDate.alone(candidate) && CalendarDate.exists(date, FIRST_YEAR) ? confidence : Check.NO;
    }
}
