package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Number plates of India: state, district, series, four digits that are not 0000; of the Bharat series, year, BH, digits and letters; of missions, country, CC, CD or UN, number; of the
 * armed forces, year, class, serial, check letter; and the short ones of former times, which a word beside them is needed for (Central Motor Vehicles Rules, 1989, rule 50).
 *
 * <p>Example: {@code KA53ME3456}.
 */
final class InVehicleRegistration {

    private static final int NO_STATE = 20;
    private static final int STATES = 45;
    private static final Set<String> CODES = Set.of("AN", "AP", "AR", "AS", "BR", "CG", "CH", "DD", "DL", "DN", "GA", "GJ", "HP", "HR", "JH", "JK", "KA", "KL", "LA", "LD", "MH", "ML", "MN", "MP", "MZ", "NL",
            "OD", "OR", "PB", "PY", "RJ", "SK", "TG", "TN", "TR", "TS", "UA", "UK", "UP", "WB");

    static final Detector DETECTOR = Detector.of(InfoType.of("IN_VEHICLE_REGISTRATION", Category.GOVERNMENT_ID, "Indian vehicle registration"))
            .shape("(?i)[A-Z]{2}[ -]?\\d{1,2}[ -]?[A-Z]{1,3}[ -]?\\d{4}\\b", 45)
            .shape("(?i)\\d{2}BH\\d{4}[A-HJ-NP-Z]{1,2}\\b", 50)
            .shape("(?i)\\d{1,3}(?:CD|CC|UN)[1-9]\\d{1,3}\\b", 25)
            .shape("(?i)\\d{2}[A-FHKPRX]\\d{6}[A-Z]\\b", 25)
            .shape("(?i)[A-Z]{3}\\d{4}\\b", 15)
            .shape("(?i)[A-Z]{1,2}\\d{4}\\b|I\\d{5}\\b", 5)
            .check(InVehicleRegistration::check)
            .words("rto", "vehicle", "number plate", "registration number", "vehicle registration")
            .build();

    private InVehicleRegistration() {}

    private static int check(Candidate candidate, int confidence) {
        String text = candidate.compact();
        if (text.endsWith("0000")) {
            return Check.NO;
        }
        return Rules.asWritten(candidate, confidence == STATES && !CODES.contains(text.substring(0, 2)) ? NO_STATE : confidence);
    }
}
