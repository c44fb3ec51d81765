package dev.postern.dlp;

import dev.postern.config.DlpConfig.Body;
import dev.postern.detect.Scanner;
import dev.postern.inspect.Party;
import java.util.List;

/**
 * What a profile does with the messages of one direction.
 *
 * @param scanner  for the types of all its rules
 * @param shortestBytes nothing that is looked for is shorter
 * @param rules    the first that fits decides
 * @param restores what becomes plain again
 */
record Plan(Scanner scanner, int shortestBytes, List<Rule> rules, List<RestoreRule> restores, Body body) {

    Plan {
        rules = List.copyOf(rules);
        restores = List.copyOf(restores);
    }

    boolean isEmpty() {
        return rules.isEmpty() && restores.isEmpty();
    }

    /** The same, of the rules that are about somebody. */
    Plan of(Party party) {
        return new Plan(scanner, shortestBytes, rules.stream().filter(rule -> rule.isAbout(party)).toList(), restores.stream().filter(rule -> rule.isAbout(party)).toList(), body);
    }

    /** The same, of the rules that look into bodies and targets. */
    Plan inContent() {
        return new Plan(scanner, shortestBytes, rules.stream().filter(rule -> rule.scope().reachesContent()).toList(), restores.stream().filter(rule -> rule.scope().reachesContent()).toList(), body);
    }

    /** The same, of the rules that look into one header, for all of its text. */
    Plan inHeader(String folded, HeaderKind kind) {
        List<RestoreRule> restored = kind.mayChange() ? restores.stream().flatMap(rule -> rule.inHeader(folded).stream()).toList() : List.of();
        return new Plan(scanner, shortestBytes, kind == HeaderKind.UNSEEN ? List.of() : rules.stream().flatMap(rule -> rule.inHeader(folded, kind).stream()).toList(), restored, body);
    }

    /** The same, of the rules that do more than report. */
    Plan intervening() {
        return new Plan(scanner, shortestBytes, rules.stream().filter(rule -> rule.treatment().intervenes()).toList(), restores, body);
    }

    /** The same where nothing can be changed: what would be is refused, and nothing is restored. */
    Plan refusing() {
        return new Plan(scanner, shortestBytes, rules.stream().map(Rule::refusing).toList(), List.of(), body);
    }

    /** Whether what is not refused or changed anyway depends on where it stands. */
    boolean looksAtFields() {
        return rules.stream().anyMatch(rule -> !rule.scope().fields().isEmpty() && rule.treatment().intervenes());
    }

    /** Whether a message may come out other than it came in, or not at all. */
    boolean intervenes() {
        return !restores.isEmpty() || rules.stream().anyMatch(rule -> rule.treatment().intervenes());
    }
}
