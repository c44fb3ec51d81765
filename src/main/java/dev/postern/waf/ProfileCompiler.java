package dev.postern.waf;

import dev.postern.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a profile out of what a route wants. */
final class ProfileCompiler {

    private final RuleIndex index;
    private final TxNames names;
    private final LookupCompiler lookups;
    private final Problems problems;
    private final Map<Integer, byte[]> variables = new HashMap<>();
    private final BitSet removed = new BitSet();
    private final List<TargetExclusion> excluded = new ArrayList<>();

    ProfileCompiler(RuleIndex index, TxNames names, LookupCompiler lookups, Problems problems) {
        this.index = index;
        this.names = names;
        this.lookups = lookups;
        this.problems = problems;
    }

    Profile compile(Tuning tuning, EngineMode usual) {
        set(tuning.blockingParanoia(), "blocking_paranoia_level", "paranoia_level");
        set(tuning.detectionParanoia(), "detection_paranoia_level", "executing_paranoia_level");
        set(tuning.inboundThreshold(), "inbound_anomaly_score_threshold");
        set(tuning.outboundThreshold(), "outbound_anomaly_score_threshold");
        tuning.variables().forEach(this::set);
        tuning.exclusions().forEach(this::exclude);
        return new Profile(tuning.mode().orElse(usual), variables, removed, excluded);
    }

    private void set(OptionalInt value, String... called) {
        for (String name : called) {
            value.ifPresent(number -> set(name, Integer.toString(number)));
        }
    }

    /** A variable no rule names is of no consequence: a rule set of another version simply has none of that name. */
    private void set(String name, String value) {
        int slot = names.known(Ascii.lower(name));
        if (slot >= 0) {
            variables.put(slot, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void exclude(Tuning.Exclusion exclusion) {
        BitSet rules = index.select(exclusion.rules(), problems);
        if (exclusion.targets().isEmpty()) {
            removed.or(rules);
        } else {
            exclusion.targets().stream().map(lookups::compile).flatMap(Optional::stream).forEach(target -> excluded.add(new TargetExclusion(rules, target.supply(), target.keys())));
        }
    }
}
