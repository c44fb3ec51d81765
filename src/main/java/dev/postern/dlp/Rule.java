package dev.postern.dlp;

import dev.postern.detect.Category;
import dev.postern.detect.Hit;
import dev.postern.inspect.Party;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a profile, compiled.
 *
 * @param types   names of info types
 * @param without what of them is none here, since it belongs where the rule looks
 */
record Rule(Set<String> types, Set<Category> without, Scope scope, Parties from, int threshold, Treatment treatment) {

    Rule {
        types = Set.copyOf(types);
        without = Set.copyOf(without);
    }

    boolean isAbout(Party party) {
        return from.include(party);
    }

    /** @param path of the field it stands in, empty outside of any */
    boolean fits(Hit hit, String path) {
        return types.contains(hit.type().name()) && hit.confidence() >= threshold && !without.contains(hit.type().category()) && scope.covers(path);
    }

    Rule refusing() {
        return treatment.intervenes() ? new Rule(types, without, scope, from, threshold, new Treatment.Blocked()) : this;
    }

    /** The same for the text of one header; nothing where it does not look there. */
    Optional<Rule> inHeader(String folded, HeaderKind kind) {
        if (scope.namesHeader(folded)) {
            return Optional.of(new Rule(types, Set.of(), Scope.EVERYWHERE, from, threshold, treatment));
        }
        return scope.isEverywhere() ? Optional.of(new Rule(types, kind.belonging(), scope, from, threshold, treatment)) : Optional.empty();
    }
}
