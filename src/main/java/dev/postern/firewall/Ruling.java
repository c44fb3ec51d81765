package dev.postern.firewall;

import dev.postern.config.WafConfig;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.Profile;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Transaction;

/** A profile with its rules, ready for exchanges. Immutable. */
record Ruling(WafConfig config, RuleSet rules, Profile profile) {

    Transaction begin(ConnectionFacts connection) {
        return rules.begin(profile, connection);
    }

    boolean enforces() {
        return config.mode() == WafConfig.Mode.ENFORCE;
    }
}
