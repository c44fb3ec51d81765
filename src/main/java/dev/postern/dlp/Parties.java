package dev.postern.dlp;

import dev.postern.config.DlpConfig.Who;
import dev.postern.inspect.Party;
import java.util.Collections;
import java.util.Set;

/** Whom a rule is about. */
record Parties(Set<String> users, Set<String> groups, Set<String> workloads) {

    static Parties of(Who who) {
        return new Parties(Set.copyOf(who.users()), Set.copyOf(who.groups()), Set.copyOf(who.workloads()));
    }

    boolean include(Party party) {
        return users.isEmpty() && groups.isEmpty() && workloads.isEmpty() || switch (party.kind()) {
            case USER -> users.contains(party.name()) || !Collections.disjoint(groups, party.groups());
            case WORKLOAD -> workloads.contains(party.name());
            case NOBODY -> false;
        };
    }
}
