package dev.postern.waf;

import dev.postern.config.Position;
import dev.postern.seclang.Action;
import dev.postern.seclang.Link;
import dev.postern.seclang.OperatorUse;
import dev.postern.seclang.Rule;
import dev.postern.seclang.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rule while the files are gone through: later directives may still change its targets and actions. */
final class Draft {

    /** One link of it. */
    static final class Part {

        private final Position at;
        private final Optional<OperatorUse> operator;
        private final List<Target> targets;
        private ChosenActions actions;

        Part(Link link, List<Action> defaults) {
            at = link.at();
            operator = link.test().map(Link.Test::operator);
            targets = new ArrayList<>(link.test().map(Link.Test::targets).orElse(List.of()));
            actions = new ChosenActions(defaults, link.actions());
        }

        Position at() {
            return at;
        }

        Optional<OperatorUse> operator() {
            return operator;
        }

        List<Target> targets() {
            return targets;
        }

        ChosenActions actions() {
            return actions;
        }

        void add(List<Action> more) {
            List<Action> own = new ArrayList<>(actions.own());
            own.addAll(more);
            actions = new ChosenActions(actions.defaults(), own);
        }

        /** Adds targets, in place of others when there are others to replace; a rule without those stays as it is. */
        void update(List<Target> added, List<Target> replaced) {
            if (replaced.isEmpty() || targets.removeIf(target -> replaced.stream().anyMatch(gone -> same(gone, target)))) {
                targets.addAll(added);
            }
        }

        private static boolean same(Target a, Target b) {
            return a.use() == b.use() && a.variable() == b.variable() && a.selector().map(LookupCompiler::text).equals(b.selector().map(LookupCompiler::text));
        }
    }

    private final Rule rule;
    private final Phase phase;
    private final List<Part> parts;

    Draft(Rule rule, Phase phase, List<Action> defaults) {
        this.rule = rule;
        this.phase = phase;
        this.parts = rule.links().stream().map(link -> new Part(link, defaults)).toList();
    }

    int id() {
        return rule.id();
    }

    Position at() {
        return rule.at();
    }

    Phase phase() {
        return phase;
    }

    List<Part> parts() {
        return parts;
    }

    Part first() {
        return parts.getFirst();
    }

    RuleIndex.Entry entry() {
        return new RuleIndex.Entry(id(), first().actions().tags(), first().actions().text(Action.Metadata.Kind.MSG).orElse(""));
    }
}
