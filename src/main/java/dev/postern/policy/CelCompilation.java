package dev.postern.policy;

import dev.cel.common.CelIssue;
import dev.postern.config.Located;
import dev.postern.config.Position;
import dev.postern.config.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compiles the CEL conditions of one configuration and says what is wrong with them, at the place inside the expression. Equal expressions are
 * compiled once. The position of a condition is that of its first character; following lines of a block begin in its column.
 */
final class CelCompilation {

    private static final String UNDECLARED = "undeclared reference to '";

    private final Problems problems;
    private Optional<CelEnvironment> environment = Optional.empty();
    private final Map<String, CelEnvironment.Result> compiled = new HashMap<>();

    CelCompilation(Problems problems) {
        this.problems = problems;
    }

    Optional<CelCondition> compile(String rule, Located<String> expression) {
        return switch (compiled.computeIfAbsent(expression.value(), text -> environment().compile(text))) {
            case CelEnvironment.Result.Compiled(var program) -> Optional.of(new CelCondition(expression.value(), program));
            case CelEnvironment.Result.Wrong(var issues) -> {
                issues.forEach(issue -> report(rule, expression, issue));
                yield Optional.empty();
            }
        };
    }

    /** Made for the first condition: a configuration without conditions need not wait for it. */
    private CelEnvironment environment() {
        CelEnvironment made = environment.orElseGet(CelEnvironment::new);
        environment = Optional.of(made);
        return made;
    }

    private void report(String rule, Located<String> expression, CelIssue issue) {
        int line = Math.max(issue.getSourceLocation().getLine(), 1);
        int column = Math.max(issue.getSourceLocation().getColumn(), 0);
        Position start = expression.at();
        Position at = start.equals(Position.NONE) ? start : new Position(start.file(), start.line() + line - 1, start.column() + column);
        String message = issue.getMessage().replace(" (in container '')", "");
        problems.add(at, "the condition of the rule '" + rule + "' "
                + (message.startsWith(UNDECLARED) ? undeclared(expression.value(), message, line, column)
                : "is not valid CEL: " + message), message.startsWith(UNDECLARED) ? hint(nameAt(expression.value(), line, column)) : "");
    }

    private static String undeclared(String expression, String message, int line, int column) {
        String name = nameAt(expression, line, column);
        String what = name.isEmpty() ? "calls the function " + message.substring(UNDECLARED.length() - 1) : "speaks of '" + name + "'";
        return what + ", which is not known";
    }

    /** The whole dotted name of which CEL reports the first word. */
    private static String nameAt(String expression, int line, int column) {
        String text = expression.lines().skip(line - 1L).findFirst().orElse("");
        int end = Math.min(column, text.length());
        while (end < text.length() && (Character.isJavaIdentifierPart(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        return text.substring(Math.min(column, text.length()), end);
    }

    private static String hint(String name) {
        if (name.isEmpty()) {
            return "functions are those of standard CEL: startsWith, endsWith, contains, matches, size, …";
        }
        String head = name.indexOf('.') < 0 ? name + '.' : name.substring(0, name.indexOf('.') + 1);
        String near = CelEnvironment.variableNames().filter(v -> v.startsWith(head)).collect(Collectors.joining(", "));
        return "known are " + (near.isEmpty() ? CelEnvironment.variableNames().collect(Collectors.joining(", ")) : near);
    }
}
