package dev.postern.conformance;

import dev.postern.config.Problem;
import dev.postern.config.Problems;
import dev.postern.operator.DataFiles;
import dev.postern.operator.InvalidOperatorException;
import dev.postern.operator.Operators;
import dev.postern.seclang.Action;
import dev.postern.seclang.DefaultAction;
import dev.postern.seclang.Directive;
import dev.postern.seclang.Link;
import dev.postern.seclang.Marker;
import dev.postern.seclang.OperatorUse;
import dev.postern.seclang.Rule;
import dev.postern.seclang.RuleFiles;
import dev.postern.seclang.Rules;
import dev.postern.seclang.TargetUpdate;
import dev.postern.transformation.Transformations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Published rule sets, {@code crs-*} of the corpora and Debian's where it is installed: each is read whole without a problem, and as many directives of each kind are found as lines begin
 * with their names; every operator can be made, and every transformation is there.
 */
final class RuleRows implements Suite {

    private static final Path DEBIAN = Path.of("/usr/share/modsecurity-crs");
    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^[ \\t]*(SecRule|SecAction|SecMarker|SecDefaultAction|SecRuleUpdateTargetById)[ \\t]");

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public String path() {
        return ".";
    }

    @Override
    public List<Row> rows(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            Stream<Path> sets = found.filter(path -> path.getFileName().toString().startsWith("crs-") && Files.isDirectory(path.resolve("rules"))).sorted();
            Stream.concat(sets, Stream.of(DEBIAN).filter(Files::isDirectory)).forEach(set -> rows.add(new Row(set.getFileName().toString(), () -> failure(files(set.resolve("rules"))))));
        }
        return rows;
    }

    private static List<Path> files(Path rules) throws IOException {
        try (Stream<Path> files = Files.list(rules)) {
            return files.filter(file -> file.toString().endsWith(".conf")).sorted().toList();
        }
    }

    private static String failure(List<Path> files) throws IOException, InvalidOperatorException {
        Problems problems = new Problems();
        Rules rules = RuleFiles.read(files, problems);
        if (!problems.isEmpty()) {
            Problem first = problems.list().getFirst();
            return problems.count() + " problems, the first at " + first.at() + ": " + first.message();
        }
        for (Rule rule : rules.rules().toList()) {
            for (Link link : rule.links()) {
                make(link);
            }
        }
        Map<String, Integer> lines = new TreeMap<>();
        for (Path file : files) {
            DIRECTIVE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).results().forEach(found -> lines.merge(found.group(1), 1, Integer::sum));
        }
        Map<String, Integer> read = new TreeMap<>();
        rules.directives().forEach(directive -> count(directive, read));
        return lines.equals(read) ? "" : "lines begin with " + lines + ", read were " + read;
    }

    private static void make(Link link) throws InvalidOperatorException {
        if (link.test().isPresent()) {
            OperatorUse use = link.test().get().operator();
            Operators.make(use.name().value(), use.argument().value(), DataFiles.beside(Path.of(use.at().file())));
        }
        for (Action action : link.actions()) {
            if (action instanceof Action.Transform(_, String function) && !function.equalsIgnoreCase("none") && Transformations.named(function).isEmpty()) {
                throw new IllegalArgumentException("no transformation " + function);
            }
        }
    }

    private static void count(Directive directive, Map<String, Integer> read) {
        switch (directive) {
            case Rule rule -> {
                for (Link link : rule.links()) {
                    read.merge(link.test().isPresent() ? "SecRule" : "SecAction", 1, Integer::sum);
                }
            }
            case Marker _ -> read.merge("SecMarker", 1, Integer::sum);
            case DefaultAction _ -> read.merge("SecDefaultAction", 1, Integer::sum);
            case TargetUpdate _ -> read.merge("SecRuleUpdateTargetById", 1, Integer::sum);
            default -> { }
        }
    }
}
