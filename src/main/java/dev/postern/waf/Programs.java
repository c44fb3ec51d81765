package dev.postern.waf;

import dev.postern.config.Problems;
import dev.postern.seclang.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each rule stands in its phase, and where it leads to after a match. */
final class Programs {

    private final Map<Phase, List<Draft>> byPhase = new EnumMap<>(Phase.class);
    private final Map<Draft, Integer> places = new HashMap<>();
    private final Map<Draft, Integer> jumps = new HashMap<>();
    private final Problems problems;

    Programs(List<Drafts.Entry> entries, Problems problems) {
        this.problems = problems;
        for (Phase phase : Phase.values()) {
            byPhase.put(phase, new ArrayList<>());
        }
        place(entries);
        lead(entries);
    }

    List<Draft> of(Phase phase) {
        return byPhase.get(phase);
    }

    int jump(Draft draft) {
        return jumps.get(draft);
    }

    private void place(List<Drafts.Entry> entries) {
        for (Drafts.Entry entry : entries) {
            if (entry instanceof Drafts.OfRule ofRule) {
                List<Draft> program = byPhase.get(ofRule.draft().phase());
                places.put(ofRule.draft(), program.size());
                program.add(ofRule.draft());
            }
        }
    }

    /** From the end to the front, so that a label leads to its next place further down. */
    private void lead(List<Drafts.Entry> entries) {
        Map<String, Map<Phase, Integer>> labels = new HashMap<>();
        Map<Phase, Integer> next = new EnumMap<>(Phase.class);
        byPhase.forEach((phase, program) -> next.put(phase, program.size()));
        for (Drafts.Entry entry : entries.reversed()) {
            switch (entry) {
                case Drafts.OfMarker marker -> labels.put(marker.label(), new EnumMap<>(next));
                case Drafts.OfRule ofRule -> {
                    Draft draft = ofRule.draft();
                    jumps.put(draft, jump(draft, labels));
                    labels.put(Integer.toString(draft.id()), after(draft, next));
                    next.put(draft.phase(), places.get(draft));
                }
            }
        }
    }

    private Map<Phase, Integer> after(Draft draft, Map<Phase, Integer> next) {
        Map<Phase, Integer> after = new EnumMap<>(next);
        after.put(draft.phase(), places.get(draft) + 1);
        return after;
    }

    private int jump(Draft draft, Map<String, Map<Phase, Integer>> labels) {
        int here = places.get(draft);
        int end = byPhase.get(draft.phase()).size();
        Optional<Action.SkipAfter> after = draft.parts().stream().flatMap(part -> part.actions().last(Action.SkipAfter.class).stream()).reduce((first, second) -> second);
        if (after.isPresent()) {
            if (!labels.containsKey(after.get().label())) {
                problems.add(after.get().at(), "there is no marker '" + after.get().label() + "' below", "SecMarker " + after.get().label());
                return end;
            }
            return labels.get(after.get().label()).get(draft.phase());
        }
        return Math.min(end, here + 1 + draft.first().actions().last(Action.Skip.class).map(Action.Skip::rules).orElse(0));
    }
}
