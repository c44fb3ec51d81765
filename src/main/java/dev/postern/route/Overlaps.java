package dev.postern.route;

import dev.postern.config.Located;
import dev.postern.config.MatchConfig.ValueMatch;
import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds routes that can never be reached because an earlier one takes all their requests. Entries with the same host, path, headers and query form a
 * group; within it one that names methods comes before one that takes any, so an entry is dead exactly when the entries before it in the file name
 * all of its methods (or take any, as it does). Linear in the entries and their methods.
 */
final class Overlaps {

    private static final String ANY = "*";

    private record Group(String hostAndPath, Set<ValueMatch> headers, Set<ValueMatch> query) {}

    private record Placed(Located<String> host, Entry entry) {}

    private final Map<Group, List<Placed>> groups = new LinkedHashMap<>();
    private final Problems problems;

    Overlaps(Problems problems) {
        this.problems = problems;
    }

    void add(String hostAndPath, Located<String> host, Entry entry) {
        Group group = new Group(hostAndPath, Set.copyOf(lowerCased(entry.headers())), Set.copyOf(entry.query()));
        groups.computeIfAbsent(group, g -> new ArrayList<>(1)).add(new Placed(host, entry));
    }

    void report() {
        groups.values().stream().filter(g -> g.size() > 1).forEach(this::report);
    }

    private void report(List<Placed> group) {
        Map<String, Route> taken = new HashMap<>();
        for (Placed placed : group) {
            Set<String> methods = placed.entry().methods().isEmpty() ? Set.of(ANY) : placed.entry().methods();
            if (taken.keySet().containsAll(methods)) {
                Route first = taken.get(methods.iterator().next());
                boolean same = first.config().match().methods().size() == placed.entry().methods().size();
                problems.add(placed.host().at(), "the route '" + placed.entry().route().name() + "' is never reached on " + placed.host().value()
                        + ": '"
                        + first.name() + (same ? "' has the same match" : "' takes all its requests"), "'" + first.name() + "' is at "
                        + first.config().name().at());
            }
            methods.forEach(m -> taken.putIfAbsent(m, placed.entry().route()));
        }
    }

    private static List<ValueMatch> lowerCased(List<ValueMatch> headers) {
        return headers.stream().map(h -> new ValueMatch(h.name().toLowerCase(java.util.Locale.ROOT), h.value())).toList();
    }
}
