package dev.postern.firewall;

import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Profile;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A profile with its rules, ready for exchanges. Immutable. */
record Ruling(WafConfig config, RuleSet rules, Profile profile) {

    Transaction begin(ConnectionFacts connection) {
        return rules.begin(profile, connection);
    }

    /** The same with these besides, for a try. They must be such as can be compiled. */
    Ruling excluding(List<WafConfig.Exclusion> more) {
        List<WafConfig.Exclusion> all = new ArrayList<>(config.exclusions());
        all.addAll(more);
        WafConfig changed = new WafConfig(config.name(), config.rules(), config.mode(), config.paranoia(), config.thresholds(), all, config.requestBody(), config.responseBody());
        Problems problems = new Problems();
        Optional<Ruling> ruling = Tunings.of(changed, problems).map(tuning -> new Ruling(changed, rules, rules.profile(tuning, problems)));
        problems.throwIfAny();
        return ruling.orElseThrow();
    }

    boolean enforces() {
        return config.mode() == WafConfig.Mode.ENFORCE;
    }
}
