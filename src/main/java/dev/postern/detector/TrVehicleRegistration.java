package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Number plates of Turkey: province 01 to 81, one to three letters without Q, W and X, two to four digits; blanks or dashes between them or not. Quantities look so too: a word beside it
 * is needed (Karayolları Trafik Yönetmeliği, article 53).
 *
 * <p>Example: {@code 34 ABC 1234}.
 */
final class TrVehicleRegistration {

    private static final int SMALL_LETTERS = 5;

    static final Detector DETECTOR = Detector.of(InfoType.of("TR_LICENSE_PLATE", Category.GOVERNMENT_ID, "Turkish vehicle registration"))
            .shape("(?i)(?:0[1-9]|[1-7]\\d|8[01]) ?[A-PR-VYZ]{1,3} ?\\d{2,4}\\b", 25)
            .shape("(?i)(?:0[1-9]|[1-7]\\d|8[01])-[A-PR-VYZ]{1,3}-\\d{2,4}\\b", 30)
            .check(TrVehicleRegistration::check)
            .words("plaka", "plakası", "araç", "plate", "license plate")
            .build();

    private TrVehicleRegistration() {}

    private static int check(Candidate candidate, int confidence) {
        return Rules.small(candidate) ? SMALL_LETTERS : confidence;
    }
}
