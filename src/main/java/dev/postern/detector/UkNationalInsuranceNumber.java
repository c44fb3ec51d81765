package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * National insurance numbers of the United Kingdom: two letters, six digits in one or in pairs, a letter A to D. No check digit; D, F, I, Q, U and V are in no prefix, O is not second, and seven prefixes
 * are not given out (HMRC, NIM39110).
 *
 * <p>Example: {@code AA 12 34 56 B}.
 */
final class UkNationalInsuranceNumber {

    private static final Set<String> NOT_GIVEN = Set.of("BG", "GB", "NK", "KN", "TN", "NT", "ZZ");

    static final Detector DETECTOR = Detector.of(InfoType.of("UK_NATIONAL_INSURANCE_NUMBER", Category.GOVERNMENT_ID, "national insurance number", "UK_NINO"))
            .shape("(?i)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] \\d{2} \\d{2} \\d{2} [A-D]\\b", 70)
            .shape("(?i)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\\d{2}[ -]?\\d{2}[ -]?\\d{2}[ -]?[A-D]\\b", 45)
            .check(UkNationalInsuranceNumber::check)
            .words("national insurance", "ni number", "nino", "ni no", "insurance number")
            .build();

    private UkNationalInsuranceNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return NOT_GIVEN.contains(candidate.compact().substring(0, 2)) || Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
