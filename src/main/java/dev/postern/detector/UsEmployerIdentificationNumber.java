package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Set;

/**
 * Numbers of employers in the United States: nine digits, in one or as 2-7; seventeen prefixes are not given out (IRS, valid EIN prefixes). No check digit.
 *
 * <p>Example: {@code 12-3456789}.
 */
final class UsEmployerIdentificationNumber {

    private static final Set<Integer> NOT_GIVEN = Set.of(0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97);

    static final Detector DETECTOR = Detector.of(InfoType.of("US_EMPLOYER_IDENTIFICATION_NUMBER", Category.GOVERNMENT_ID, "US employer number", "US_EIN"))
            .shape("\\d{2}-\\d{7}\\b", 40)
            .shape("\\d{9}\\b", 25)
            .check(UsEmployerIdentificationNumber::check)
            .words("ein", "fein", "employer identification", "employer id", "federal tax id", "tax id")
            .build();

    private UsEmployerIdentificationNumber() {}

    private static int check(Candidate candidate, int confidence) {
        return NOT_GIVEN.contains(Integer.parseInt(candidate.digits(), 0, 2, 10)) || Surroundings.piece(candidate) ? Check.NO : confidence;
    }
}
