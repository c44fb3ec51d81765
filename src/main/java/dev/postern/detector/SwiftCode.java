package dev.postern.detector;

import dev.postern.detect.Candidate;
import dev.postern.detect.Category;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.InfoType;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Identifier codes of banks (BIC, ISO 9362): four letters of the bank, the country, two characters of the place and perhaps three of the branch, in capitals. The country must be one of ISO 3166-1;
 * a place whose second character is 0 is for tests. Many a word in capitals has this form: without a word beside it, it is not likely.
 *
 * <p>Example: {@code DEUTDEFF500}.
 */
final class SwiftCode {

    private static final int WITH_DIGITS = 30;
    private static final int HEAD_OFFICE = 45;

    private static final Set<String> COUNTRIES = Stream.concat(Stream.of(Locale.getISOCountries()), Stream.of("XK")).collect(Collectors.toUnmodifiableSet());

    static final Detector DETECTOR = Detector.of(InfoType.of("SWIFT_CODE", Category.FINANCIAL, "bank identifier code", "SWIFT_BIC", "BIC"))
            .shape("[A-Z]{6}[A-Z1-9][A-NP-Z1-9](?:[A-Z0-9]{3})?\\b", 25)
            .check(SwiftCode::check)
            .raisedTo(HEAD_OFFICE)
            .words("swift", "bic", "swift code", "bank code")
            .build();

    private SwiftCode() {}

    private static int check(Candidate candidate, int confidence) {
        String code = candidate.text();
        if (!COUNTRIES.contains(code.substring(4, 6)) || Surroundings.joined(candidate)) {
            return Check.NO;
        }
        if (code.endsWith("XXX") && code.length() == 11) {
            return HEAD_OFFICE;
        }
        return code.chars().anyMatch(Surroundings::digit) ? WITH_DIGITS : confidence;
    }
}
