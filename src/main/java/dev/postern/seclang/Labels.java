package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where {@code skipAfter} may lead: markers and ids further down. */
final class Labels {

    private record Use(Action.SkipAfter skip, int order) {}

    private final Problems problems;
    private final Map<String, Integer> last = new HashMap<>();
    private final List<Use> uses = new ArrayList<>();
    private int order;

    Labels(Problems problems) {
        this.problems = problems;
    }

    void mark(String label) {
        last.put(label, order++);
    }

    void use(Action.SkipAfter skip) {
        uses.add(new Use(skip, order++));
    }

    void check() {
        for (Use use : uses) {
            String label = use.skip.label();
            if (last.getOrDefault(label, -1) < use.order) {
                problems.add(use.skip.at(), "skipAfter leads nowhere: there is no SecMarker " + Seen.of(label) + (last.containsKey(label) ? " below" : ""),
                        "a SecMarker, or the id of a rule, further down");
            }
        }
    }
}
