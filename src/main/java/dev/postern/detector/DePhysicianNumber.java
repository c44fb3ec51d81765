package dev.postern.detector;

import dev.postern.checksum.Weighted;
import dev.postern.detect.Category;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Numbers of physicians in Germany, given for life (lebenslange Arztnummer): six digits, a check digit and two for the field. The six, weighted 4 and 9 in turn, and the check digit make a
 * multiple of ten (Kassenärztliche Bundesvereinigung, Richtlinie nach § 75 Absatz 7 SGB V).
 *
 * <p>Example: {@code LANR 123456601}.
 */
final class DePhysicianNumber {

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_LANR", Category.HEALTH, "German physician number"))
            .shape("\\d{9}\\b", 25)
            .check(Rules.digits(DePhysicianNumber::holds))
            .words("lanr", "arztnummer", "arzt-nr", "arzt-nummer", "physician number")
            .build();

    private DePhysicianNumber() {}

    private static boolean holds(String digits) {
        return !digits.equals("000000000") && Weighted.sum(digits, 4, 9, 4, 9, 4, 9, 1) % 10 == 0;
    }
}
