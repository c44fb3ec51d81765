package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Number plates of Nigeria since 2011: three letters for the place, three digits from 001, two letters; a dash or a blank behind the first three or not. There is no check digit: a word
 * beside it is needed (Federal Road Safety Corps).
 *
 * <p>Example: {@code ABJ-001AA}.
 */
final class NgVehicleRegistration {

    static final Detector DETECTOR = Detector.of(InfoType.of("NG_VEHICLE_REGISTRATION", Category.GOVERNMENT_ID, "Nigerian vehicle registration"))
            .shape("(?i)[A-Z]{3}-?\\d{3}[A-Z]{2}\\b", 30)
            .shape("(?i)[A-Z]{3} \\d{3}[A-Z]{2}\\b", 25)
            .check(NgVehicleRegistration::check)
            .words("plate", "plate number", "vehicle", "vehicle registration", "number plate")
            .build();

    private NgVehicleRegistration() {}

    private static int check(Candidate candidate, int confidence) {
        return candidate.digits().equals("000") ? Check.NO : Rules.asWritten(candidate, confidence);
    }
}
