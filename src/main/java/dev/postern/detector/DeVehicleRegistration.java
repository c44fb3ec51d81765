package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Number plates of Germany: one to three letters for the district, one or two, up to four digits, and E for an electric or H for a historic vehicle; blanks or dashes between them, or
 * first a dash and then a blank (Fahrzeug-Zulassungsverordnung, § 9). Much else looks so: a word beside it is needed.
 *
 * <p>Example: {@code B-AB 1234}.
 */
final class DeVehicleRegistration {

    private static final int SMALL_LETTERS = 5;

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_KFZ", Category.GOVERNMENT_ID, "German vehicle registration"))
            .shape("(?i)(?:[A-Z]|\\xc3[\\x84\\x96\\x9c\\xa4\\xb6\\xbc]){1,3}(?: [A-Z]{1,2} |-[A-Z]{1,2}[ -])\\d{1,4}[EH]?\\b", 25)
            .check(DeVehicleRegistration::check)
            .words("kennzeichen", "kfz", "kfz-kennzeichen", "nummernschild", "fahrzeugkennzeichen", "zulassung", "fahrzeugschein")
            .build();

    private DeVehicleRegistration() {}

    /** A dash or a letter of another alphabet before it: the end of something longer. */
    private static int check(Candidate candidate, int confidence) {
        int before = candidate.before();
        return before == '-' || before >= 0x80 ? Check.NO : Rules.small(candidate) ? SMALL_LETTERS : confidence;
    }
}
