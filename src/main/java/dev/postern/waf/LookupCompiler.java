package dev.postern.waf;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.InvalidPatternException;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import dev.postern.seclang.Target;
import dev.postern.seclang.Variable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles targets; equal parts of their lists become one. */
final class LookupCompiler {

    private static final Set<BytePattern.Flag> FLAGS = EnumSet.of(BytePattern.Flag.CASE_INSENSITIVE, BytePattern.Flag.DOT_ALL, BytePattern.Flag.DOLLAR_END_ONLY);

    private final TemplateCompiler templates;
    private final Problems problems;
    private final Map<String, Part> known = new HashMap<>();

    LookupCompiler(TemplateCompiler templates, Problems problems) {
        this.templates = templates;
        this.problems = problems;
    }

    int count() {
        return known.size();
    }

    /** By variable, in the order in which these first occur. */
    List<Part> compile(List<Target> targets) {
        Map<Variable, List<Target>> byVariable = new LinkedHashMap<>();
        targets.forEach(target -> byVariable.computeIfAbsent(target.variable(), unused -> new ArrayList<>()).add(target));
        return byVariable.values().stream().map(this::part).flatMap(Optional::stream).toList();
    }

    private Optional<Part> part(List<Target> targets) {
        String signature = signature(targets);
        if (!known.containsKey(signature)) {
            List<Lookup> lookups = targets.stream().map(this::compile).flatMap(Optional::stream).toList();
            if (lookups.isEmpty()) {
                return Optional.empty();
            }
            known.put(signature, new Part(known.size(), lookups.getFirst().supply().life(), lookups));
        }
        return Optional.of(known.get(signature));
    }

    Optional<Lookup> compile(Target target) {
        Lookup.Role role = switch (target.use()) {
            case VALUES -> Lookup.Role.LOOK;
            case COUNT -> Lookup.Role.COUNT;
            case EXCLUDED -> Lookup.Role.EXCLUDE;
        };
        Optional<Supply> supply = Supplies.of(target.variable());
        return supply.flatMap(found -> keys(found, target)).map(keys -> new Lookup(supply.orElseThrow(), keys, role));
    }

    private Optional<Keys> keys(Supply supply, Target target) {
        if (target.selector().isEmpty()) {
            return Optional.of(Keys.ALL);
        }
        return switch (target.selector().get()) {
            case Target.Selector.Name name -> Optional.of(templates.named(supply, name.name()));
            case Target.Selector.Pattern pattern -> matching(pattern.regex(), pattern.at());
            case Target.Selector.Path path -> Optional.of(templates.named(supply, path(path.path())));
        };
    }

    private static String path(Target.XmlPath path) {
        return switch (path) {
            case TEXTS -> "/*";
            case ATTRIBUTES -> "//@*";
        };
    }

    private Optional<Keys> matching(String regex, Position at) {
        try {
            return Optional.of(new Keys.Matching(BytePattern.compile(regex, FLAGS), new SlotAnswers()));
        } catch (InvalidPatternException invalid) {
            problems.add(at, "the expression is not valid: " + invalid.getMessage());
            return Optional.empty();
        }
    }

    /** What makes two lists equal. */
    static String signature(List<Target> targets) {
        StringBuilder text = new StringBuilder();
        for (Target target : targets) {
            text.append(target.use()).append(' ').append(target.variable()).append(' ').append(target.selector().map(LookupCompiler::text).orElse("")).append('\n');
        }
        return text.toString();
    }

    static String text(Target.Selector selector) {
        return switch (selector) {
            case Target.Selector.Name name -> ':' + Ascii.lower(name.name());
            case Target.Selector.Pattern pattern -> ":/" + pattern.regex() + '/';
            case Target.Selector.Path path -> ':' + path(path.path());
        };
    }
}
