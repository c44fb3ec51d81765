package dev.postern.detector;

import dev.postern.checksum.Luhn;
import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;

/**
 * Identifiers of health care providers in the United States: ten digits that begin with 1 or 2, in one or as 4-3-3; with 80840 before them the Luhn check digit holds (45 CFR 162.406, CMS). One random
 * number of fifty passes.
 *
 * <p>Example: {@code 1234567893}.
 */
final class UsNationalProviderIdentifier {

    private static final String ISSUER = "80840";

    static final Detector DETECTOR = Detector.of(InfoType.of("US_HEALTHCARE_NPI", Category.HEALTH, "US provider identifier", "US_NPI"))
            .shape("[12]\\d{3}(?: \\d{3} \\d{3}|-\\d{3}-\\d{3})\\b", 45)
            .shape("[12]\\d{9}\\b", 28)
            .check(UsNationalProviderIdentifier::check)
            .words("npi", "national provider", "provider id", "provider identifier", "provider number")
            .build();

    private UsNationalProviderIdentifier() {}

    private static int check(Candidate candidate, int confidence) {
        return Luhn.holds(ISSUER + candidate.digits()) && !Surroundings.piece(candidate) ? confidence : Check.NO;
    }
}
