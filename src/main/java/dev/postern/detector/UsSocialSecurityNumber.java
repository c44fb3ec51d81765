package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Social security numbers of the United States: nine digits, in groups of three, two and four or in one. No check digit; area 000, 666 and 900 to 999, group 00 and serial 0000 are never
 * given out, nor are numbers of one digit alone (Social Security Administration, POMS RM 10201.035). Two were printed in advertisements and taken back (078-05-1120, 219-09-9999).
 *
 * <p>Example: {@code 856-45-6789}.
 */
final class UsSocialSecurityNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("US_SOCIAL_SECURITY_NUMBER", Category.GOVERNMENT_ID, "US social security number", "US_SSN"))
            .shape("\\d{3}-\\d{2}-\\d{4}\\b", 50)
            .shape("\\d{3} \\d{2} \\d{4}\\b|\\d{3}\\.\\d{2}\\.\\d{4}\\b", 40)
            .shape("\\d{9}\\b", 25)
            .shape("\\d{3}-\\d{6}\\b|\\d{5}-\\d{4}\\b", 10)
            .check(UsSocialSecurityNumber::check)
            .words("social", "security", "ssn", "ssns", "ssid")
            .build();

    private static final Set<String> ADVERTISED = Set.of("078051120", "219099999");

    private UsSocialSecurityNumber() {}

    private static int check(Candidate candidate, int confidence) {
        if (Surroundings.piece(candidate) || Surroundings.oneDigit(candidate)) {
            return Check.NO;
        }
        String digits = candidate.digits();
        boolean given = !digits.startsWith("000") && !digits.startsWith("666") && digits.charAt(0) != '9'
                && !digits.startsWith("00", 3) && !digits.endsWith("0000") && !ADVERTISED.contains(digits);
        return given ? confidence : Check.NO;
    }
}
