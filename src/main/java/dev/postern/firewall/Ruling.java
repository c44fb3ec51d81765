package dev.postern.firewall;

import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.config.WafConfig;
import dev.postern.waf.ConnectionFacts;
import dev.postern.waf.EngineMode;
import dev.postern.waf.Profile;
import dev.postern.waf.RuleSet;
import dev.postern.waf.Settings;
import dev.postern.waf.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A profile with its rules, ready for exchanges. Immutable. */
record Ruling(WafConfig config, RuleSet rules, Profile profile) {

    Transaction begin(ConnectionFacts connection) {
        return rules.begin(profile, connection);
    }

    /** Whether anything may be refused; a profile that only reports has the last word, whatever its rules switch. */
    boolean mayRefuse() {
        return !config.mode().equals(Optional.of(WafConfig.Mode.REPORT));
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

    /** Whether what rules decide is carried out, unless one of them switches that. */
    boolean enforces() {
        return engine() == EngineMode.ON;
    }

    private EngineMode engine() {
        return config.mode().map(Tunings::engine).orElse(rules.settings().engine().mode());
    }

    /** What its rule files say that surprises. */
    List<Problem> doubts() {
        return Stream.of(engineDoubt(), bodyDoubt(rules.settings().requestOver(), shorter(requestLimits(), config.requestBody()), "request-body"),
                bodyDoubt(rules.settings().responseOver(), shorter(rules.settings().responseBodyLimitBytes().stream(), config.responseBody()), "response-body"))
                .flatMap(Optional::stream).toList();
    }

    private LongStream requestLimits() {
        return LongStream.concat(rules.settings().requestBodyLimitBytes().stream(), rules.settings().noFilesLimitBytes().stream());
    }

    /** A limit by which something passes that the profile refuses. */
    private static OptionalLong shorter(LongStream stated, WafConfig.Body body) {
        return stated.filter(bytes -> body.inspect() == WafConfig.Body.Inspect.ON && body.beyond() == WafConfig.Body.Beyond.REFUSE && bytes < body.limit()).min();
    }

    /** The rule files are more indulgent than the profile. */
    private Optional<Problem> bodyDoubt(Settings.Over over, OptionalLong limit, String key) {
        if (limit.isEmpty() || over.then() == Settings.OverLimit.REJECT || !enforces()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(over.at(), "of bodies over " + limit.getAsLong() + " octets the rest passes the firewall profile " + config.name() + " uninspected, though it says "
                + key + ": {beyond: refuse}: the rule files' limit is the smaller one, and ProcessPartial goes with it", "say Reject here, or beyond: pass there"));
    }

    /** What they say of the engine and the profile does not, or leaves to them, where that refuses nothing. */
    private Optional<Problem> engineDoubt() {
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
