package dev.postern.waf;

import dev.postern.seclang.Selection;
import dev.postern.seclang.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a route wants of a rule set; what it leaves open the rule files decide. Paranoia and thresholds are the TX variables the Core Rule Set documents, in the names of versions 3.3
 * and 4, set before the first phase: a set-up file that sets them itself has the last word.
 *
 * @param mode              in place of {@code SecRuleEngine}
 * @param blockingParanoia  the level whose rules count towards blocking, 1 to 4
 * @param detectionParanoia the level whose rules are run and reported, at least the blocking level
 * @param inboundThreshold  the anomaly score from which a request is blocked
 * @param outboundThreshold the anomaly score from which a response is blocked
 * @param variables         further TX variables by name
 */
public record Tuning(Optional<EngineMode> mode, OptionalInt blockingParanoia, OptionalInt detectionParanoia, OptionalInt inboundThreshold, OptionalInt outboundThreshold,
        Map<String, String> variables, List<Exclusion> exclusions) {

    public static final Tuning NONE =
            new Tuning(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(), List.of());

    /**
     * Rules that are not to run, or, with targets, not to look at those.
     */
    public record Exclusion(Selection rules, List<Target> targets) {

        public Exclusion {
            targets = List.copyOf(targets);
        }
    }

    public Tuning {
        requireLevel(blockingParanoia, "blockingParanoia");
        requireLevel(detectionParanoia, "detectionParanoia");
        if (blockingParanoia.isPresent() && detectionParanoia.isPresent() && detectionParanoia.getAsInt() < blockingParanoia.getAsInt()) {
            throw new IllegalArgumentException("detectionParanoia must not be below blockingParanoia");
        }
        requirePositive(inboundThreshold, "inboundThreshold");
        requirePositive(outboundThreshold, "outboundThreshold");
        variables = Map.copyOf(variables);
        exclusions = List.copyOf(exclusions);
    }

    private static void requireLevel(OptionalInt level, String name) {
        if (level.isPresent() && (level.getAsInt() < 1 || level.getAsInt() > 4)) {
            throw new IllegalArgumentException(name + " must be from 1 to 4");
        }
    }

    private static void requirePositive(OptionalInt threshold, String name) {
        if (threshold.isPresent() && threshold.getAsInt() < 1) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
