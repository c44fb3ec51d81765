package dev.postern.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A profile of the web application firewall, which routes name under {@code inspect: {waf: NAME}}.
 *
 * @param name       unique
 * @param rules      the rule files, in the order in which they are read
 * @param mode       whether what rules decide is carried out; where it is not written, rule files decide that ({@code SecRuleEngine}), and it is unless they say otherwise
 * @param paranoia   which of the Core Rule Set's rules run
 * @param thresholds from which score on a message is refused
 * @param exclusions rules that are not to run, or not to look at some targets
 * @param requestBody  what becomes of bodies on their way in
 * @param responseBody and on their way back
 */
public record WafConfig(Located<String> name, List<Located<Path>> rules, Optional<Mode> mode, Paranoia paranoia, Thresholds thresholds, List<Exclusion> exclusions,
        Body requestBody, Body responseBody) {

    public WafConfig {
        rules = List.copyOf(rules);
        exclusions = List.copyOf(exclusions);
    }

    /** {@code REPORT}: every match goes on record, nothing is refused. */
    public enum Mode { ENFORCE, REPORT }

    /**
     * Levels of the Core Rule Set, 1 to 4: the higher, the more is found and the more of it is harmless.
     *
     * @param blocking  rules up to this level count towards refusing
     * @param detection rules up to this level run and are reported; at least {@code blocking}
     */
    public record Paranoia(int blocking, int detection) {}

    /** Anomaly scores: a critical match weighs 5, an error 4, a warning 3, a notice 2. */
    public record Thresholds(int inbound, int outbound) {}

    /**
     * Rules by id, by tag, by message; with targets, they run and leave those out.
     *
     * @param rules   ids and ranges such as {@code 942100} and {@code 942100-942199}
     * @param tags    regular expressions
     * @param targets such as {@code ARGS:q}; empty: the rules do not run at all
     */
    public record Exclusion(List<Located<String>> rules, List<Located<String>> tags, List<Located<String>> targets) {

        public Exclusion {
            rules = List.copyOf(rules);
            tags = List.copyOf(tags);
            targets = List.copyOf(targets);
        }
    }

    /**
     * @param inspect whether bodies are looked into
     * @param limit   octets that are held and inspected
     * @param beyond  what becomes of a longer body
     */
    public record Body(Inspect inspect, long limit, Beyond beyond) {

        public enum Inspect { ON, OFF }

        /** {@code PASS}: its first part is inspected, the rest is not, and the record says so. */
        public enum Beyond { REFUSE, PASS }
    }
}
