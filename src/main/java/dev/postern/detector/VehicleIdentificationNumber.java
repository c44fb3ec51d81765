package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of vehicles (ISO 3779): seventeen capitals and digits without I, O and Q. The ninth is a check digit modulo 11 where North America's or China's rule holds (49 CFR 565.15); with it, letters
 * among the first and digits as the last four it is likely. Others are so with a word beside it only.
 *
 * <p>Example: {@code 1M8GDM9AXKP042788}.
 */
final class VehicleIdentificationNumber {

    private static final int[] WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    /** The values of A to Z; I, O and Q have none. */
    private static final String VALUES = "12345678.12345.7.923456789";
    private static final int CHECK_PLACE = 8;
    private static final int LIKELY = 62;
    private static final int FEWEST_LETTERS = 3;

    static final Detector DETECTOR = Detector.of(InfoType.of("VEHICLE_IDENTIFICATION_NUMBER", Category.GOVERNMENT_ID, "vehicle identification number", "VIN"))
            .shape("[A-HJ-NPR-Z\\d]{13}\\d{4}\\b", 26)
            .check(VehicleIdentificationNumber::check)
            .raisedTo(LIKELY)
            .words("vin", "vehicle", "chassis", "fahrgestellnummer")
            .build();

    private VehicleIdentificationNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String number = candidate.compact();
        long letters = number.chars().filter(Surroundings::letter).count();
        if (letters < FEWEST_LETTERS || Surroundings.piece(candidate)) {
            return Check.NO;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            char c = number.charAt(i);
            sum += WEIGHTS[i] * ((Surroundings.digit(c) ? c : VALUES.charAt(c - 'A')) - '0');
        }
        return number.charAt(CHECK_PLACE) == (sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11)) ? LIKELY : confidence;
    }
}
