package dev.postern.waf;

import dev.postern.config.Problems;
import dev.postern.operator.DataFiles;
import dev.postern.seclang.Rules;
import dev.postern.transformation.Transformation;
import dev.postern.transformation.Transformations;
import dev.postern.transformation.UnicodeMap;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From the syntax tree of rule files to programs that run. Finds all that is wrong in one go. */
final class RuleSetCompiler {

    private final Problems problems;
    private final Function<String, DataFiles> files;
    private final TxNames names = new TxNames();
    private final PatternPlan patterns = new PatternPlan();
    private final TemplateCompiler templates;
    private final LookupCompiler lookups;
    private final OperatorCompiler operators;

    RuleSetCompiler(Function<String, DataFiles> files, Problems problems) {
        this.problems = problems;
        this.files = files;
        this.templates = new TemplateCompiler(names, problems);
        this.lookups = new LookupCompiler(templates, problems);
        this.operators = new OperatorCompiler(templates, files, problems);
    }

    RuleSet compile(Rules rules, InstantSource clock) {
        Drafts drafts = new Drafts(problems);
        drafts.read(rules);
        Programs programs = new Programs(drafts.entries(), problems);
        List<Draft> ordered = inOrder(programs);
        RuleIndex index = new RuleIndex(ordered.stream().map(Draft::entry).toList());
        StepCompiler steps = new StepCompiler(ownSteps(drafts), problems);
        RuleCompiler compiler = compiler(index, steps);
        Map<Phase, PhaseRules> compiled = compile(ordered, programs, compiler);
        names.freeze();
        return new RuleSet(compiled, drafts.settings(), new RuleSet.Tables(index, names, lookups.count(), steps.table(), patterns.pools(), operators.remembered(), compiler.glances()), clock);
    }

    /** {@code urlDecodeUni} with the map that rule files name, or else the one that ModSecurity's recommended configuration does. */
    private Map<String, Transformation> ownSteps(Drafts drafts) {
        UnicodeMap map = drafts.unicodeMap().flatMap(setting -> new UnicodeMapFile(files, problems).read(setting)).orElseGet(UnicodeMap::usAscii);
        return Map.of("urldecodeuni", Transformations.urlDecodeUni(map));
    }

    private RuleCompiler compiler(RuleIndex index, StepCompiler steps) {
        EffectCompiler effects = new EffectCompiler(templates, new ControlEffects(index, lookups, problems), names);
        return new RuleCompiler(lookups, steps, new CheckCompiler(patterns, operators), new RuleCompiler.Texts(templates, effects));
    }

    private static List<Draft> inOrder(Programs programs) {
        List<Draft> ordered = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            ordered.addAll(programs.of(phase));
        }
        return ordered;
    }

    private Map<Phase, PhaseRules> compile(List<Draft> ordered, Programs programs, RuleCompiler compiler) {
        List<RuleCompiler.Planned> planned = new ArrayList<>();
        ordered.forEach(draft -> planned.add(compiler.plan(draft, planned.size())));
        Map<PatternPlan.Key, PatternGroup> groups = patterns.build();
        Map<Phase, PhaseRules> compiled = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            compiled.put(phase, new PhaseRules(planned.stream().filter(rule -> rule.draft().phase() == phase).map(rule -> compiler.build(rule, programs.jump(rule.draft()), groups)).toList()));
        }
        return compiled;
    }
}
