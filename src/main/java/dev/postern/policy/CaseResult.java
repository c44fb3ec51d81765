package dev.postern.policy;

import java.util.List;
import java.util.Optional;

/**
 * What became of a case.
 *
 * @param tested      the case
 * @param differences each a sentence: what was expected, what came out; none when the case passed
 * @param explanation why, when a route matched
 */
public record CaseResult(PolicyCase tested, List<String> differences, Optional<Explanation> explanation) {

    public CaseResult {
        differences = List.copyOf(differences);
    }

    public boolean passed() {
        return differences.isEmpty();
    }
}
