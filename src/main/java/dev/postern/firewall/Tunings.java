package dev.postern.firewall;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.seclang.Selection;
import dev.postern.seclang.Selections;
import dev.postern.seclang.Target;
import dev.postern.waf.EngineMode;
import dev.postern.waf.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a profile's keys mean to the engine. */
final class Tunings {

    private Tunings() {}

    /** Empty when something is wrong, which has been reported. */
    static Optional<Tuning> of(WafConfig config, Problems problems) {
        int before = problems.count();
        List<Tuning.Exclusion> exclusions = new ArrayList<>();
        config.exclusions().forEach(exclusion -> exclusions.addAll(exclusions(exclusion, problems)));
        if (problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new Tuning(config.mode().map(Tunings::engine), OptionalInt.of(config.paranoia().blocking()), OptionalInt.of(config.paranoia().detection()),
                OptionalInt.of(config.thresholds().inbound()), OptionalInt.of(config.thresholds().outbound()), Map.of(), exclusions));
    }

    static EngineMode engine(WafConfig.Mode mode) {
        return switch (mode) {
            case ENFORCE -> EngineMode.ON;
            case REPORT -> EngineMode.DETECTION_ONLY;
        };
    }

    private static List<Tuning.Exclusion> exclusions(WafConfig.Exclusion exclusion, Problems problems) {
        List<Target> targets = new ArrayList<>();
        exclusion.targets().forEach(text -> Selections.target(text, problems).ifPresent(targets::add));
        List<Tuning.Exclusion> all = new ArrayList<>();
        for (Located<String> rules : exclusion.rules()) {
            Selections.ids(rules, problems).ifPresent(selection -> all.add(new Tuning.Exclusion(selection, targets)));
        }
        exclusion.tags().forEach(tag -> all.add(new Tuning.Exclusion(new Selection.ByTag(tag), targets)));
        return all;
    }
}
