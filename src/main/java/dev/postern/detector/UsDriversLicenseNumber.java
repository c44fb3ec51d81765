package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of driver's licences of the states of the United States (AAMVA): a letter or two and digits, digits with letters at their end or amid them, or digits alone. Nothing can be checked: likely
 * with a word beside it only.
 *
 * <p>Examples: {@code H1223456}, {@code WDLABCD456DG}.
 */
final class UsDriversLicenseNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_DRIVERS_LICENSE_NUMBER", Category.GOVERNMENT_ID, "US driver's licence number", "US_DRIVER_LICENSE"))
            .shape("(?i)(?:[A-Z]\\d{3,14}|[A-Z]\\d{18}|[A-Z]\\d{6}R|[A-Z]\\d{4}-\\d{5}-\\d{5}|[A-Z]\\d{3}-\\d{4}-\\d{4}|[A-Z]{2}\\d{2,7}|[A-Z]{2}\\d{6}[A-Z]|[A-Z]{3}\\d{6}|[A-Z]\\d[A-Z]\\d[A-Z])\\b", 30)
            .shape("(?i)(?:\\d{2}[A-Z]{3}\\d{5,6}|\\d{3}[A-Z]{2}\\d{4}|\\d{7,9}[A-Z]|\\d{8}[A-Z]{2}|\\d{2}-\\d{3}-\\d{4}|WDL[A-Z0-9]{9})\\b", 30)
            .shape("\\d{6,14}\\b|\\d{16}\\b", 25)
            .check(UsDriversLicenseNumber::check)
            .words("driver license", "drivers license", "driver's license", "driver licence", "driving licence", "driving license", "license number", "licence number", "dl number", "identification card")
            .build();

    private UsDriversLicenseNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
