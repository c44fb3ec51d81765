package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Numbers of medical practices in Germany (Betriebsstättennummer): nine digits, the first two the association of physicians that gave it out. There is no check digit, so that a word
 * beside it is needed (Kassenärztliche Bundesvereinigung, Richtlinie nach § 75 Absatz 7 SGB V, Anlage 1).
 *
 * <p>Example: {@code BSNR 021234568}.
 */
final class DeBusinessPremisesNumber {

    private static final int OTHER_PLACE = 5;
    private static final Set<String> ASSOCIATIONS = Set.of("01", "02", "03", "17", "20", "35", "38", "46", "51", "52", "71", "72", "73", "74", "78", "83", "88", "93", "98");

    static final Detector DETECTOR = Detector.of(InfoType.of("DE_BSNR", Category.HEALTH, "German medical practice number"))
            .shape("\\d{9}\\b", 25)
            .check(DeBusinessPremisesNumber::check)
            .words("bsnr", "betriebsstättennummer", "betriebsstaettennummer", "betriebsstätte", "praxisnummer", "nbsnr")
            .build();

    private DeBusinessPremisesNumber() {}

    private static int check(Candidate candidate, int confidence) {
        String digits = candidate.digits();
        return digits.equals("000000000") ? Check.NO : ASSOCIATIONS.contains(digits.substring(0, 2)) ? confidence : OTHER_PLACE;
    }
}
