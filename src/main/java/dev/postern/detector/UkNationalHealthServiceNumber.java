package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of patients of the National Health Service: ten digits, in one or in groups of three, three and four; the last is a check digit modulo 11 (NHS Data Dictionary, NHS NUMBER). One random number
 * of eleven passes.
 *
 * <p>Example: {@code 943 476 5919}.
 */
final class UkNationalHealthServiceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("UK_NATIONAL_HEALTH_SERVICE_NUMBER", Category.HEALTH, "NHS number", "UK_NHS"))
            .shape("\\d{3} \\d{3} \\d{4}\\b|\\d{3}-\\d{3}-\\d{4}\\b", 45)
            .shape("\\d{10}\\b", 25)
            .check(UkNationalHealthServiceNumber::check)
            .words("nhs", "national health service", "nhs number", "patient")
            .build();

    private UkNationalHealthServiceNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        boolean holds = Weighted.sum(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
        return holds && !Surroundings.oneDigit(candidate) && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }
}
