package dev.postern.dlp;

import dev.postern.config.DlpConfig.Body;
import dev.postern.detect.Scanner;
import dev.postern.inspect.Party;
import java.util.List;

/**
 * What a profile does with the messages of one direction.
 *
 * @param scanner  for the types of all its rules
 * @param rules    the first that fits decides
 * @param restores what becomes plain again
 */
record Plan(Scanner scanner, List<Rule> rules, List<RestoreRule> restores, Body body) {

    Plan {
        rules = List.copyOf(rules);
        restores = List.copyOf(restores);
    }

    boolean isEmpty() {
        return rules.isEmpty() && restores.isEmpty();
    }

    /** The same, of the rules that are about somebody. */
    Plan of(Party party) {
        return new Plan(scanner, rules.stream().filter(rule -> rule.isAbout(party)).toList(), restores.stream().filter(rule -> rule.isAbout(party)).toList(), body);
    }

    /** The same where nothing can be changed: what would be is refused, and nothing is restored. */
    Plan refusing() {
        return new Plan(scanner, rules.stream().map(Rule::refusing).toList(), List.of(), body);
    }

    /** Whether what is not refused or changed anyway depends on where it stands. */
    boolean looksAtFields() {
        return rules.stream().anyMatch(rule -> !rule.fields().isEmpty() && rule.treatment().intervenes());
    }

    /** Whether a message may come out other than it came in, or not at all. */
    boolean intervenes() {
        return !restores.isEmpty() || rules.stream().anyMatch(rule -> rule.treatment().intervenes());
    }
}
