package dev.postern.policy;

import dev.postern.identity.Principal;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** How explanations name what was seen; lists are cut, as a token can carry hundreds of groups. */
final class Seen {

    private static final int SHOWN = 8;

    private Seen() {}

    static String principal(Principal principal) {
        return switch (principal) {
            case Principal.User user -> user.label() + " in " + (user.groups().isEmpty() ? "no group" : "groups " + list(user.groups()));
            case Principal.Workload workload -> workload.label();
            case Principal.Anonymous nobody -> nobody.label();
        };
    }

    static String anyOf(Collection<String> values) {
        return values.size() == 1 ? values.iterator().next() : "any of " + list(values);
    }

    static String list(Collection<String> values) {
        List<String> sorted = List.copyOf(new TreeSet<>(values));
        String shown = String.join(", ", sorted.subList(0, Math.min(SHOWN, sorted.size())));
        return sorted.size() > SHOWN ? shown + " and " + (sorted.size() - SHOWN) + " more" : shown;
    }
}
