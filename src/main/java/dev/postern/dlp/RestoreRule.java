package dev.postern.dlp;

import dev.postern.inspect.Party;
import java.util.List;
import java.util.Set;

/** For whom tokens and envelopes of some types become what they stand for. */
record RestoreRule(Set<String> types, List<FieldPattern> fields, Parties from, TokenForms tokens, Envelopes envelopes) {

    RestoreRule {
        types = Set.copyOf(types);
        fields = List.copyOf(fields);
    }

    boolean isAbout(Party party) {
        return from.include(party);
    }

    boolean at(String path) {
        return fields.isEmpty() || fields.stream().anyMatch(field -> field.matches(path));
    }
}
