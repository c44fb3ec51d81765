package dev.postern.waf;

import dev.postern.config.Problems;
import dev.postern.operator.DataFiles;
import dev.postern.operator.InvalidOperatorException;
import dev.postern.operator.Operator;
import dev.postern.operator.Operators;
import dev.postern.seclang.OperatorUse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes the operators rules use; equal ones without macros are one, and its verdict on a value is remembered unless it is cheap. */
final class OperatorCompiler {

    private static final Set<String> CHEAP = Set.of("eq", "ge", "gt", "le", "lt", "streq", "beginswith", "endswith", "unconditionalmatch", "nomatch");

    private final TemplateCompiler templates;
    private final Function<String, DataFiles> files;
    private final Problems problems;
    private final Map<String, Operator> known = new HashMap<>();
    private final Map<Operator, Integer> memos = new HashMap<>();

    /** @param files the data files beside the rule file of this name */
    OperatorCompiler(TemplateCompiler templates, Function<String, DataFiles> files, Problems problems) {
        this.templates = templates;
        this.files = files;
        this.problems = problems;
    }

    Optional<Operator> make(OperatorUse use) {
        String key = use.at().file() + '\n' + use.name().value().toLowerCase(Locale.ROOT) + '\n' + use.argument().value();
        Optional<Operator> before = Optional.ofNullable(known.get(key));
        if (before.isPresent()) {
            return before;
        }
        try {
            Operator made = Operators.make(use.name().value(), use.argument().value(), files.apply(use.at().file()));
            known.put(key, made);
            return Optional.of(made);
        } catch (InvalidOperatorException invalid) {
            problems.add(use.argument().value().isEmpty() ? use.name().at() : use.argument().at(), invalid.getMessage(), invalid.hint());
            return Optional.empty();
        }
    }

    /** How many verdicts are remembered. */
    int remembered() {
        return memos.size();
    }

    Check check(OperatorUse use, Operator operator) {
        Template argument = templates.compile(use.argument().value(), use.argument().at());
        boolean remembered = argument.constant().isPresent() && !CHEAP.contains(use.name().value().toLowerCase(Locale.ROOT));
        return new OperatorCheck(operator, argument, remembered ? memos.computeIfAbsent(operator, unused -> memos.size()) : -1);
    }
}
