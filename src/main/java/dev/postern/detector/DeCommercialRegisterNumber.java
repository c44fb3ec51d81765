package dev.postern.detector;

import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers in the commercial registers of Germany: section A (merchants and partnerships) or B (companies) and up to six digits (Handelsregisterverordnung, § 13).
 *
 * <p>Example: {@code HRB 123456}.
 */
final class DeCommercialRegisterNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_HANDELSREGISTER", Category.GOVERNMENT_ID, "German commercial register number"))
            .shape("(?i)HR[AB]\\s{0,3}\\d{1,6}\\b", 60)
            .check(Rules.form())
            .words("handelsregister", "handelsregisternummer", "amtsgericht", "registergericht", "registernummer")
            .build();

    private DeCommercialRegisterNumber() {}
}
