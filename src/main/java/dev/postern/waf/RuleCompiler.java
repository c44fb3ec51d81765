package dev.postern.waf;

import dev.postern.config.Position;
import dev.postern.seclang.Action;
import dev.postern.seclang.Action.Metadata.Kind;
import dev.postern.seclang.OperatorUse;
import dev.postern.seclang.Target;
import dev.postern.seclang.Variable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles the rules one by one, after all directives have had their say; patterns are planned first and put together last. */
final class RuleCompiler {

    /** Long values that hold one another or are looked at by many: patterns for any of these are looked for in all of them, so that an octet is read once. */
    private static final Set<Variable> HEAD = EnumSet.of(Variable.REQUEST_HEADERS, Variable.REQUEST_HEADERS_NAMES, Variable.REQUEST_LINE, Variable.REQUEST_URI, Variable.REQUEST_URI_RAW,
            Variable.QUERY_STRING);

    private static final String LEVEL = "paranoia-level/";

    /** A rule whose patterns are planned but not put together yet. */
    record Planned(Draft draft, Meta meta, Ending ending, List<PlannedCondition> conditions) {}

    record PlannedCondition(List<Part> parts, Steps steps, CheckCompiler.Plan check, Condition.Sense sense, ChosenActions actions, List<Effect> effects) {}

    private final LookupCompiler lookups;
    private final StepCompiler steps;
    private final CheckCompiler checks;
    private final Texts texts;
    private final Glances glances = new Glances();

    /** What turns texts and actions into something that runs. */
    record Texts(TemplateCompiler templates, EffectCompiler effects) {}

    RuleCompiler(LookupCompiler lookups, StepCompiler steps, CheckCompiler checks, Texts texts) {
        this.lookups = lookups;
        this.steps = steps;
        this.checks = checks;
        this.texts = texts;
    }

    /** How many glances share the rows of a transaction. */
    int glances() {
        return glances.count();
    }

    Planned plan(Draft draft, int ordinal) {
        ChosenActions actions = draft.first().actions();
        Ending ending = actions.ending(redirect -> texts.templates().compile(redirect.location(), redirect.at()));
        List<PlannedCondition> conditions = new ArrayList<>();
        draft.parts().forEach(part -> conditions.add(plan(draft, part)));
        return new Planned(draft, meta(draft, ordinal), ending, conditions);
    }

    CompiledRule build(Planned planned, int jump, Map<PatternPlan.Key, PatternGroup> groups) {
        List<Condition> conditions = planned.conditions().stream().map(condition -> build(condition, groups)).toList();
        return new CompiledRule(planned.meta(), conditions, planned.ending(), planned.draft().first().actions().logging(), jump);
    }

    private PlannedCondition plan(Draft draft, Draft.Part part) {
        Steps chain = steps.compile(part.actions().transforms());
        CheckCompiler.Setting setting = new CheckCompiler.Setting(draft.phase(), chain, place(part), level(draft), matching(part.actions()));
        CheckCompiler.Plan check = part.operator().map(use -> checks.plan(use, setting)).orElseGet(() -> new CheckCompiler.Ready(new Check.Always()));
        boolean negated = part.operator().filter(use -> use.sense() == OperatorUse.Sense.MATCHES_NOT).isPresent();
        return new PlannedCondition(lookups.compile(targets(part)), chain, check, negated ? Condition.Sense.NEGATED : Condition.Sense.PLAIN, part.actions(),
                texts.effects().compile(part.actions()));
    }

    /** {@code SecAction} looks at REMOTE_ADDR, as in ModSecurity: that is what MATCHED_VAR is afterwards. */
    private static List<Target> targets(Draft.Part part) {
        return part.operator().isPresent() ? part.targets() : List.of(new Target(part.at(), Target.Use.VALUES, Variable.REMOTE_ADDR, Optional.empty()));
    }

    private static String place(Draft.Part part) {
        if (anyWhole(part, EnumSet.of(Variable.ARGS))) {
            return "";
        }
        return anyWhole(part, HEAD) ? "head" : LookupCompiler.signature(part.targets());
    }

    private static boolean anyWhole(Draft.Part part, Set<Variable> variables) {
        return part.targets().stream().anyMatch(target -> target.use() == Target.Use.VALUES && variables.contains(target.variable()) && target.selector().isEmpty());
    }

    private static String level(Draft draft) {
        return draft.first().actions().tags().stream().filter(tag -> tag.startsWith(LEVEL)).findFirst().orElse("");
    }

    private static Condition.Matching matching(ChosenActions actions) {
        return actions.has(Action.MultiMatch.class) ? Condition.Matching.EACH_STEP : Condition.Matching.ONCE;
    }

    private Condition build(PlannedCondition planned, Map<PatternPlan.Key, PatternGroup> groups) {
        Condition.Capture capture = planned.actions().has(Action.Capture.class) ? Condition.Capture.GROUPS : Condition.Capture.NONE;
        Check check = planned.check().build(groups);
        return new Condition(planned.parts(), tx(planned.parts()), planned.steps(), check, glances.of(check, planned.sense(), planned.parts()), planned.sense(), matching(planned.actions()), capture, planned.effects());
    }

    private static TxTarget tx(List<Part> parts) {
        return parts.size() == 1 ? parts.getFirst().tx() : TxTarget.NONE;
    }

    private Meta meta(Draft draft, int ordinal) {
        ChosenActions actions = draft.first().actions();
        Severity severity = actions.last(Action.Severity.class).map(action -> Severity.values()[action.level()]).orElse(Severity.NONE);
        Position at = draft.at();
        return new Meta(ordinal, draft.id(), at.file() + ':' + at.line(), template(actions, Kind.MSG), template(actions, Kind.LOGDATA), severity, actions.tags(),
                actions.text(Kind.REV).orElse(""));
    }

    private Template template(ChosenActions actions, Kind kind) {
        return actions.data(kind).map(data -> texts.templates().compile(data.text(), data.at())).orElse(Template.EMPTY);
    }
}
