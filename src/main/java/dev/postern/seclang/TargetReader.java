package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads lists of targets: {@code REQUEST_COOKIES|!REQUEST_COOKIES:/__utm/|&ARGS:id}. */
final class TargetReader {

    private static final List<String> NAMES = Arrays.stream(Variable.values()).map(Enum::name).toList();
    /** ModSecurity's other spelling of {@code REQUEST_HEADERS:}. */
    private static final String HEADER = "HTTP_";

    private final Problems problems;

    TargetReader(Problems problems) {
        this.problems = problems;
    }

    /** Empty when any is wrong, which is reported. */
    Optional<List<Target>> read(Written text) {
        Optional<List<Entries.Entry>> entries = Entries.of(text, Entries.Kind.TARGETS, problems);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        if (entries.get().isEmpty()) {
            problems.add(text.at(), "no target is named", "one or more variables, separated by |: ARGS|REQUEST_HEADERS:User-Agent");
            return Optional.empty();
        }
        List<Target> targets = new ArrayList<>();
        entries.get().forEach(entry -> target(entry).ifPresent(targets::add));
        return targets.size() == entries.get().size() ? Optional.of(targets) : Optional.empty();
    }

    /** The same, of which none is counted or excluded. */
    Optional<List<Target>> readPlain(Written text) {
        return read(text).filter(targets -> targets.stream().allMatch(this::isPlain));
    }

    private boolean isPlain(Target target) {
        if (target.use() != Target.Use.VALUES) {
            problems.add(target.at(), "a target is named here without ! or &", target.variable().name());
        }
        return target.use() == Target.Use.VALUES;
    }

    private Optional<Target> target(Entries.Entry entry) {
        Written name = entry.name();
        Target.Use use = switch (name.charAt(0)) {
            case '!' -> Target.Use.EXCLUDED;
            case '&' -> Target.Use.COUNT;
            default -> Target.Use.VALUES;
        };
        Written bare = name.from(use == Target.Use.VALUES ? 0 : 1);
        if (bare.text().startsWith(HEADER) && bare.length() > HEADER.length() && entry.value().isEmpty()) {
            return Optional.of(new Target(name.at(), use, Variable.REQUEST_HEADERS, Optional.of(new Target.Selector.Name(bare.text().substring(HEADER.length())))));
        }
        return variable(bare).filter(variable -> isUsed(variable, use, entry)).flatMap(variable -> entry.value().isEmpty()
                ? whole(name, use, variable) : selector(variable, entry.value().get()).map(selector -> new Target(name.at(), use, variable, Optional.of(selector))));
    }

    private Optional<Target> whole(Written name, Target.Use use, Variable variable) {
        if (variable == Variable.XML && use != Target.Use.EXCLUDED) {
            problems.add(name.at(), "XML needs a path", "XML:/* for all texts, XML://@* for all attributes");
            return Optional.empty();
        }
        return Optional.of(new Target(name.at(), use, variable, Optional.empty()));
    }

    private Optional<Variable> variable(Written name) {
        Optional<Variable> variable = Variable.named(name.text());
        if (variable.isEmpty()) {
            problems.add(name.at(), "there is no variable " + Seen.of(name), Seen.near(name.text().toUpperCase(Locale.ROOT), NAMES));
        } else if (!variable.get().isSupported()) {
            problems.add(name.at(), "the variable " + variable.get() + " is not supported", variable.get().complaint());
        }
        return variable.filter(Variable::isSupported);
    }

    private boolean isUsed(Variable variable, Target.Use use, Entries.Entry entry) {
        if (variable.isCollection()) {
            return true;
        }
        if (use == Target.Use.COUNT) {
            problems.add(entry.name().at(), variable + " is a single value: there is nothing to count", variable + " without &");
        }
        entry.value().ifPresent(selector -> problems.add(selector.at(), variable + " is a single value: there is nothing to select", variable + " without :" + selector.text()));
        return use != Target.Use.COUNT && entry.value().isEmpty();
    }

    private Optional<Target.Selector> selector(Variable variable, Written text) {
        if (variable == Variable.XML) {
            return path(text);
        }
        boolean regex = text.length() > 2 && text.charAt(0) == '/' && text.charAt(text.length() - 1) == '/';
        return Optional.of(regex ? new Target.Selector.Pattern(text.at(1), text.text().substring(1, text.length() - 1)) : new Target.Selector.Name(text.text()));
    }

    private Optional<Target.Selector> path(Written text) {
        return switch (text.text()) {
            case "/*" -> Optional.of(new Target.Selector.Path(Target.XmlPath.TEXTS));
            case "//@*" -> Optional.of(new Target.Selector.Path(Target.XmlPath.ATTRIBUTES));
            default -> {
                problems.add(text.at(), "the path " + Seen.of(text) + " into XML is not supported", "/* for all texts, //@* for all attributes");
                yield Optional.empty();
            }
        };
    }
}
