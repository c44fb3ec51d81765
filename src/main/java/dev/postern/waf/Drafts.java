package dev.postern.waf;

import dev.postern.config.Problems;
import dev.postern.seclang.Action;
import dev.postern.seclang.ActionUpdate;
import dev.postern.seclang.DefaultAction;
import dev.postern.seclang.Directive;
import dev.postern.seclang.Marker;
import dev.postern.seclang.Removal;
import dev.postern.seclang.Rule;
import dev.postern.seclang.Rules;
import dev.postern.seclang.Setting;
import dev.postern.seclang.TargetUpdate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Goes through the directives in order: what removes or updates rules concerns those above it, as in ModSecurity 2.9. */
final class Drafts {

    /** What stands in the files in order: a rule, or the label of a marker. */
    sealed interface Entry {}

    record OfRule(Draft draft) implements Entry {}

    record OfMarker(String label) implements Entry {}

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Phase, List<Action>> defaults = new EnumMap<>(Phase.class);
    private final SettingsCompiler settings = new SettingsCompiler();
    private final Problems problems;

    Drafts(Problems problems) {
        this.problems = problems;
    }

    void read(Rules rules) {
        rules.directives().forEach(this::take);
    }

    List<Entry> entries() {
        return entries;
    }

    List<Draft> drafts() {
        return entries.stream().filter(OfRule.class::isInstance).map(entry -> ((OfRule) entry).draft()).toList();
    }

    Settings settings() {
        return settings.settings();
    }

    Optional<Setting> unicodeMap() {
        return settings.unicodeMap();
    }

    private void take(Directive directive) {
        switch (directive) {
            case Rule rule -> entries.add(new OfRule(draft(rule)));
            case Marker marker -> entries.add(new OfMarker(marker.label()));
            case DefaultAction action -> defaults.put(phase(action), action.actions());
            case Setting setting -> settings.take(setting);
            case Removal removal -> remove(RuleIndex.predicate(removal.rules(), problems));
            case TargetUpdate update -> update(update, RuleIndex.predicate(update.rules(), problems));
            case ActionUpdate update -> update(update);
        }
    }

    /** A rule that names no phase runs in the second. */
    private Draft draft(Rule rule) {
        Phase phase = Phase.values()[rule.phase().orElse(2) - 1];
        return new Draft(rule, phase, defaults.getOrDefault(phase, List.of()));
    }

    private static Phase phase(DefaultAction action) {
        int number = action.actions().stream().filter(Action.Phase.class::isInstance).mapToInt(named -> ((Action.Phase) named).number()).findFirst().orElse(2);
        return Phase.values()[number - 1];
    }

    private void remove(Predicate<RuleIndex.Entry> meant) {
        entries.removeIf(entry -> entry instanceof OfRule ofRule && meant.test(ofRule.draft().entry()));
    }

    private void update(TargetUpdate update, Predicate<RuleIndex.Entry> meant) {
        drafts().stream().filter(draft -> meant.test(draft.entry())).flatMap(draft -> draft.parts().stream()).filter(part -> part.operator().isPresent())
                .forEach(part -> part.update(update.targets(), update.replaced()));
    }

    private void update(ActionUpdate update) {
        drafts().stream().filter(draft -> draft.id() == update.id() && update.link() < draft.parts().size()).forEach(draft -> draft.parts().get(update.link()).add(update.actions()));
    }
}
