package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.List;
import java.util.Optional;

/** Reads {@code SecDefaultAction}, which has a phase and a disruptive action, and nothing that belongs to one rule alone. */
final class DefaultActionReader {

    private final Problems problems;
    private final ActionReader actions;

    DefaultActionReader(Problems problems) {
        this.problems = problems;
        this.actions = new ActionReader(problems);
    }

    Optional<DefaultAction> read(List<Written> line) {
        int before = problems.count();
        List<Action> read = actions.read(line.get(1));
        read.forEach(this::check);
        if (problems.count() == before) {
            if (read.stream().noneMatch(Action.Phase.class::isInstance)) {
                problems.add(line.get(1).at(), "default actions need a phase", "phase:1 to phase:5");
            }
            if (read.stream().noneMatch(action -> Disruptions.disrupts(action) && !(action instanceof Action.Disrupt(_, Disruption disruption) && disruption == Disruption.BLOCK))) {
                problems.add(line.get(1).at(), "default actions need a disruptive action", "pass, deny, drop, allow or redirect");
            }
        }
        return problems.count() == before ? Optional.of(new DefaultAction(line.getFirst().at(), read)) : Optional.empty();
    }

    private void check(Action action) {
        boolean misplaced = switch (action) {
            case Action.Id _, Action.Chain _, Action.Skip _, Action.SkipAfter _ -> true;
            case Action.Metadata(_, Action.Metadata.Kind kind, _) -> kind != Action.Metadata.Kind.TAG;
            case Action.Phase _, Action.Severity _, Action.Transform _, Action.Disrupt _, Action.Redirect _, Action.Status _, Action.Log _, Action.Capture _, Action.MultiMatch _, Action.SetVar _,
                    Action.ExpireVar _, Action.InitCollection _, Action.Identify _, Action.Control _, Action.XmlNamespace _ -> false;
        };
        if (misplaced) {
            problems.add(action.at(), "default actions cannot have this action", "it belongs to one rule");
        }
    }
}
