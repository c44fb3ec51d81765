package dev.postern.dlp;

import dev.postern.config.DlpConfig.Who;
import dev.postern.config.Located;
import dev.postern.inspect.Party;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom a rule is about. */
record Parties(Set<String> users, Set<String> groups, Set<String> providers, Set<String> workloads) {

    static Parties of(Who who) {
        return new Parties(Set.copyOf(who.users()), Set.copyOf(who.groups()), who.providers().stream().map(Located::value).collect(Collectors.toSet()), Set.copyOf(who.workloads()));
    }

    boolean include(Party party) {
        return users.isEmpty() && groups.isEmpty() && workloads.isEmpty() || switch (party.kind()) {
            case USER -> (providers.isEmpty() || providers.contains(party.provider())) && (users.contains(party.name()) || !Collections.disjoint(groups, party.groups()));
            case WORKLOAD -> workloads.contains(party.name());
            case NOBODY -> false;
        };
    }
}
