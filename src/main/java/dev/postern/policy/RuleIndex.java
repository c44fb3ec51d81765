package dev.postern.policy;

import dev.postern.identity.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rules, found by whom they name: a rule that names users, groups or workloads is looked up by those of the principal, so ten thousand rules for as
 * many groups cost what the principal has groups. Rules that name nobody in particular are asked every time.
 */
final class RuleIndex {

    static final RuleIndex EMPTY = new RuleIndex(List.of());

    private static final Rule[] NONE = {};

    private final Rule[] unnamed;
    private final Map<String, Rule[]> byUser;
    private final Map<String, Rule[]> byGroup;
    private final Map<String, Rule[]> byWorkload;
    private final Map<String, Rule[]> belowWorkload;
    private final Keys keys;

    /** Whether some rule stands under several keys and could be offered more than once. */
    private enum Keys { ONE_EACH, SEVERAL }

    private RuleIndex(Collection<Rule> rules) {
        List<Rule> rest = new ArrayList<>();
        Map<String, List<Rule>> users = new HashMap<>();
        Map<String, List<Rule>> groups = new HashMap<>();
        Map<String, List<Rule>> workloads = new HashMap<>();
        Map<String, List<Rule>> below = new HashMap<>();
        for (Rule rule : rules) {
            var from = rule.config().from();
            if (from.users().isEmpty() && from.groups().isEmpty() && from.workloads().isEmpty()) {
                rest.add(rule);
            }
            from.users().forEach(user -> put(users, user, rule));
            from.groups().forEach(group -> put(groups, group, rule));
            from.workloads().stream().flatMap(text -> WorkloadPattern.parsed(text).stream())
                    .forEach(w -> put(w.kind() == WorkloadPattern.Kind.EXACT ? workloads : below, w.id(), rule));
        }
        this.keys = rules.stream().allMatch(RuleIndex::hasOneKey) ? Keys.ONE_EACH : Keys.SEVERAL;
        this.unnamed = rest.toArray(Rule[]::new);
        this.byUser = arrays(users);
        this.byGroup = arrays(groups);
        this.byWorkload = arrays(workloads);
        this.belowWorkload = arrays(below);
    }

    static RuleIndex of(Collection<Rule> rules) {
        return rules.isEmpty() ? EMPTY : new RuleIndex(rules);
    }

    private static boolean hasOneKey(Rule rule) {
        var from = rule.config().from();
        return from.users().size() + from.groups().size() + from.workloads().size() <= 1;
    }

    private static void put(Map<String, List<Rule>> rules, String key, Rule rule) {
        rules.computeIfAbsent(key, k -> new ArrayList<>(1)).add(rule);
    }

    private static Map<String, Rule[]> arrays(Map<String, List<Rule>> rules) {
        if (rules.isEmpty()) {
            return Map.of();
        }
        Map<String, Rule[]> arrays = HashMap.newHashMap(rules.size());
        rules.forEach((key, list) -> arrays.put(key, list.toArray(Rule[]::new)));
        return arrays;
    }

    /** Offers once every rule that may address {@code principal}, and no rule that cannot by its users, groups and workloads. */
    void candidates(Principal principal, Consumer<Rule> visitor) {
        switch (keys) {
            case ONE_EACH -> offerAll(principal, visitor);
            case SEVERAL -> {
                Set<Integer> offered = new HashSet<>();
                offerAll(principal, rule -> {
                    if (offered.add(rule.order())) {
                        visitor.accept(rule);
                    }
                });
            }
        }
    }

    private void offerAll(Principal principal, Consumer<Rule> visitor) {
        offer(unnamed, visitor);
        switch (principal) {
            case Principal.User user -> {
                offer(byUser, user.name(), visitor);
                if (!byGroup.isEmpty()) {
                    user.groups().forEach(group -> offer(byGroup, group, visitor));
                }
            }
            case Principal.Workload workload -> offerWorkload(workload.id().toString(), visitor);
            case Principal.Anonymous nobody -> { }
        }
    }

    private void offerWorkload(String id, Consumer<Rule> visitor) {
        offer(byWorkload, id, visitor);
        if (!belowWorkload.isEmpty()) {
            for (int slash = id.lastIndexOf('/'); slash > "spiffe://".length(); slash = id.lastIndexOf('/', slash - 1)) {
                offer(belowWorkload, id.substring(0, slash), visitor);
            }
        }
    }

    private static void offer(Map<String, Rule[]> rules, String key, Consumer<Rule> visitor) {
        offer(rules.getOrDefault(key, NONE), visitor);
    }

    private static void offer(Rule[] rules, Consumer<Rule> visitor) {
        for (Rule rule : rules) {
            visitor.accept(rule);
        }
    }
}
