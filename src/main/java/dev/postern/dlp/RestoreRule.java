package dev.postern.dlp;

import dev.postern.inspect.Party;
import java.util.Optional;
import java.util.Set;

/** For whom tokens and envelopes of some types become what they stand for. */
record RestoreRule(Set<String> types, Scope scope, Parties from, TokenForms tokens, Envelopes envelopes) {

    RestoreRule {
        types = Set.copyOf(types);
    }

    boolean isAbout(Party party) {
        return from.include(party);
    }

    boolean at(String path) {
        return scope.covers(path);
    }

    /** The same for the text of one header; nothing where it does not look there. */
    Optional<RestoreRule> inHeader(String folded) {
        return scope.isEverywhere() || scope.namesHeader(folded) ? Optional.of(new RestoreRule(types, Scope.EVERYWHERE, from, tokens, envelopes)) : Optional.empty();
    }
}
