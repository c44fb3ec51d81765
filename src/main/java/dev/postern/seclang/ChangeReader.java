package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads directives that change rules above them. */
final class ChangeReader {

    private final SelectionReader selections;
    private final TargetReader targets;
    private final ActionReader actions;
    private final Numbers numbers;
    private final Problems problems;

    ChangeReader(Problems problems) {
        this.problems = problems;
        this.selections = new SelectionReader(problems);
        this.targets = new TargetReader(problems);
        this.actions = new ActionReader(problems);
        this.numbers = new Numbers(problems);
    }

    List<Removal> remove(SelectionReader.By by, List<Written> line) {
        List<Removal> removals = new ArrayList<>();
        line.subList(1, line.size()).forEach(argument -> selections.read(by, argument).ifPresent(rules -> removals.add(new Removal(line.getFirst().at(), rules))));
        return removals;
    }

    Optional<TargetUpdate> updateTargets(SelectionReader.By by, List<Written> line) {
        Optional<Selection> rules = selections.read(by, line.get(1));
        Optional<List<Target>> added = targets.read(line.get(2));
        Optional<List<Target>> replaced = line.size() > 3 ? targets.read(line.get(3)) : Optional.of(List.of());
        return rules.isEmpty() || added.isEmpty() || replaced.isEmpty() ? Optional.empty()
                : Optional.of(new TargetUpdate(line.getFirst().at(), rules.get(), added.get(), replaced.get()));
    }

    /** {@code SecRuleUpdateActionById 942100:1 "…"}: one rule, and which link of its chain. */
    Optional<ActionUpdate> updateActions(List<Written> line) {
        int before = problems.count();
        Written which = line.get(1);
        int colon = which.text().indexOf(':');
        Optional<Integer> id = numbers.id(which.sub(0, colon < 0 ? which.length() : colon));
        Optional<Integer> link = colon < 0 ? Optional.of(0) : numbers.small(which.from(colon + 1), 0, RuleCollector.MAX_LINKS);
        List<Action> read = actions.read(line.get(2));
        return problems.count() > before || id.isEmpty() || link.isEmpty() ? Optional.empty()
                : Optional.of(new ActionUpdate(line.getFirst().at(), id.get(), link.get(), read));
    }
}
