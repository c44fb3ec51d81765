package dev.postern.waf;

import dev.postern.body.BodyProcessor;
import dev.postern.config.Problems;
import dev.postern.seclang.Ctl;
import dev.postern.seclang.Switch;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The effects of {@code ctl}, one line each; which rules one is about is settled at load. */
final class ControlEffects {

    private final RuleIndex index;
    private final LookupCompiler lookups;
    private final Problems problems;

    ControlEffects(RuleIndex index, LookupCompiler lookups, Problems problems) {
        this.index = index;
        this.lookups = lookups;
        this.problems = problems;
    }

    Effect of(Ctl ctl) {
        return switch (ctl) {
            case Ctl.Engine engine -> transaction -> transaction.controls().engine(mode(engine.mode()));
            case Ctl.Turn turn -> turn(turn.feature(), turn.to());
            case Ctl.RemoveRules removal -> remove(index.select(removal.rules(), problems));
            case Ctl.RemoveTargets removal -> exclude(exclusions(removal));
            case Ctl.BodyProcessor chosen -> processor(BodyProcessor.named(chosen.processor().name()).orElseThrow());
            case Ctl.BodyLimit limit -> limit(limit);
            case Ctl.WithoutEffect _ -> transaction -> { };
        };
    }

    private static EngineMode mode(Ctl.Mode mode) {
        return switch (mode) {
            case ON -> EngineMode.ON;
            case OFF -> EngineMode.OFF;
            case DETECTION_ONLY -> EngineMode.DETECTION_ONLY;
        };
    }

    private static Effect turn(Ctl.Feature feature, Switch to) {
        return switch (feature) {
            case REQUEST_BODY_ACCESS -> transaction -> transaction.controls().requestBodyAccess(to);
            case RESPONSE_BODY_ACCESS -> transaction -> transaction.controls().responseBodyAccess(to);
            case FORCE_REQUEST_BODY_VARIABLE -> transaction -> transaction.controls().forceRequestBody(to);
        };
    }

    private static Effect remove(BitSet rules) {
        return transaction -> transaction.controls().remove(rules);
    }

    private static Effect exclude(List<TargetExclusion> exclusions) {
        return transaction -> exclusions.forEach(transaction.controls()::exclude);
    }

    private static Effect processor(BodyProcessor chosen) {
        return transaction -> transaction.request().processor(chosen);
    }

    private static Effect limit(Ctl.BodyLimit limit) {
        return switch (limit.direction()) {
            case REQUEST -> transaction -> transaction.controls().requestBodyLimitBytes(limit.bytes());
            case RESPONSE -> transaction -> transaction.controls().responseBodyLimitBytes(limit.bytes());
        };
    }

    private List<TargetExclusion> exclusions(Ctl.RemoveTargets removal) {
        BitSet rules = index.select(removal.rules(), problems);
        return removal.targets().stream().map(lookups::compile).flatMap(Optional::stream).map(lookup -> new TargetExclusion(rules, lookup.supply(), lookup.keys())).toList();
    }
}
