package dev.postern.firewall;

import dev.postern.config.Problem;
import dev.postern.config.WafConfig;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.EngineMode;
import dev.postern.waf.Profile;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Settings;
import dev.postern.waf.Transaction;
import java.util.Locale;
import java.util.Optional;

/** A profile with its rules, ready for exchanges. Immutable. */
record Ruling(WafConfig config, RuleSet rules, Profile profile) {

    Transaction begin(ConnectionFacts connection) {
        return rules.begin(profile, connection);
    }

    /** Whether anything may be refused; a profile that only reports has the last word, whatever its rules switch. */
    boolean mayRefuse() {
        return !config.mode().equals(Optional.of(WafConfig.Mode.REPORT));
    }

    /** Whether what rules decide is carried out, unless one of them switches that. */
    boolean enforces() {
        return engine() == EngineMode.ON;
    }

    private EngineMode engine() {
        return config.mode().map(Tunings::engine).orElse(rules.settings().engine().mode());
    }

    /** What its rule files say of the engine and the profile does not, or leaves to them, where that refuses nothing. */
    Optional<Problem> doubt() {
        Settings.Engine said = rules.settings().engine();
        if (said.mode() == EngineMode.ON || config.mode().isPresent() && said.mode() == engine()) {
            return Optional.empty();
        }
        String does = said.mode() == EngineMode.OFF ? "runs no rules" : "refuses nothing";
        return Optional.of(config.mode().isPresent()
                ? new Problem(said.at(), said.written() + " does not count: the firewall profile " + config.name() + " says mode: " + config.mode().get().name().toLowerCase(Locale.ROOT),
                        "take mode out of the profile for it to count, or this line out of the file")
                : new Problem(said.at(), "the firewall profile " + config.name() + " " + does + ": it has no mode, so that " + said.written() + " counts", "mode: enforce, or mode: report"));
    }
}
