package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of Italian driving licences: two letters, seven digits and a letter; or U1, seven characters without A, I, O, Q and V, and a letter. How the last letter is reckoned is not
 * published: a word beside it is needed (Ministero delle infrastrutture e dei trasporti, patente di guida, field 5).
 *
 * <p>Example: {@code U1K711J11M}.
 */
final class ItDriversLicenceNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("IT_DRIVER_LICENSE", Category.GOVERNMENT_ID, "Italian driving licence number", "ITALY_DRIVERS_LICENSE_NUMBER"))
            .shape("(?i)[A-Z]{2}\\d{7}[A-Z]\\b", 25)
            .shape("(?i)U1[B-HJ-NPR-UW-Z0-9]{7}[A-Z]\\b", 30)
            .check(Rules.form())
            .words("patente", "licenza", "licenza di guida", "patente di guida")
            .build();

    private ItDriversLicenceNumber() {}
}
