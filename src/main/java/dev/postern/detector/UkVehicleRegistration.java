package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Locale;

/**
 * Number plates of Great Britain: since 2001 two letters, the half-year (02 to 30, 51 to 80) and three letters; from 1983 a letter of the year first; from 1963 it comes last. Letters that are not used
 * (I, Q, Z; for the year O and U as well) rule it out (DVLA, INF104). No check digit: likely with a word beside it only.
 *
 * <p>Examples: {@code AB51 ABC}, {@code A123 BCD}, {@code ABC 123D}.
 */
final class UkVehicleRegistration {

    private static final int SINCE_2001 = 45;
    private static final int IN_SMALL_LETTERS = 10;

    static final Detector DETECTOR = Detector.of(InfoType.of("UK_VEHICLE_REGISTRATION", Category.GOVERNMENT_ID, "UK vehicle registration"))
            .shape("(?i)[A-HJ-PR-Y]{2}\\d{2}[ -]?[A-HJ-PR-Z]{3}\\b", SINCE_2001)
            .shape("(?i)[A-HJ-NPR-TV-Y]\\d{1,3}[ -]?[A-HJ-PR-Z]{3}\\b", 26)
            .shape("(?i)[A-HJ-PR-Z]{3}[ -]?\\d{1,3}[A-HJ-NPR-TV-Y]\\b", 25)
            .check(UkVehicleRegistration::check)
            .words("vehicle", "vehicle registration", "number plate", "licence plate", "license plate", "registration number", "vrn", "vrm")
            .build();

    private UkVehicleRegistration() {}

    private static int check(Candidate candidate, int confidence) {
        if (Surroundings.piece(candidate) || confidence == SINCE_2001 && !halfYear(candidate)) {
            return Check.NO;
        }
        return candidate.text().equals(candidate.text().toUpperCase(Locale.ROOT)) ? confidence : IN_SMALL_LETTERS;
    }

    private static boolean halfYear(Candidate candidate) {
        int number = (candidate.at(2) - '0') * 10 + candidate.at(3) - '0';
        return number >= 2 && number <= 30 || number >= 51 && number <= 80;
    }
}
