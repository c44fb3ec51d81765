package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Driver numbers on licences of Great Britain, sixteen characters: five of the surname (filled with 9), the day of birth as decade, month (fifty more for women), day and year, two initials (9 for
 * none), a digit or letter that tells namesakes apart and two letters of a check whose rule is not public (DVLA, INF10).
 *
 * <p>Example: {@code MORGA657054SM9IJ}.
 */
final class UkDrivingLicence {

    private static final int WOMEN = 50;
    private static final int SURNAME = 5;

    static final Detector DETECTOR = Detector.of(InfoType.of("UK_DRIVERS_LICENSE_NUMBER", Category.GOVERNMENT_ID, "UK driver number", "UK_DRIVING_LICENCE"))
            .shape("(?i)[A-Z][A-Z9]{4}\\d{6}[A-Z9]{2}[A-Z0-9][A-Z]{2}\\b", 62)
            .check(UkDrivingLicence::check)
            .words("driving", "licence", "license", "driver", "dvla")
            .build();

    private UkDrivingLicence() {}

    private static int check(Candidate candidate, int confidence) {
        String number = candidate.compact();
        int month = Integer.parseInt(number, 6, 8, 10) % WOMEN;
        int day = Integer.parseInt(number, 8, 10, 10);
        boolean born = Integer.parseInt(number, 6, 8, 10) < 2 * WOMEN && month >= 1 && month <= 12 && day >= 1 && day <= (month == 2 ? 29 : 31);
        return born && filled(number) && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }

    /** No letter comes behind a 9. */
    private static boolean filled(String number) {
        int nine = number.indexOf('9');
        for (int i = Math.max(nine, 0); nine >= 0 && i < SURNAME; i++) {
            if (number.charAt(i) != '9') {
                return false;
            }
        }
        return true;
    }
}
