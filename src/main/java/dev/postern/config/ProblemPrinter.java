package dev.postern.config;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints problems for people: {@code file:line:column: error: message}, the line with a caret below, and what was expected; ordered by file and
 * place, their number at the end. The files are read again for it, so problems that later stages add need no more than their {@link Position}.
 *
 * <p>What looks like a secret in a line is shown as {@code ***}; characters that could disturb a terminal are replaced. At most
 * {@value #MAX_PRINTED} problems are printed, of each line {@value SourceLine#WIDTH} characters around the caret. Not thread-safe; blocks on the
 * disk.
 */
public final class ProblemPrinter {

    static final int MAX_PRINTED = 1000;

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing((Problem problem) -> problem.at().file())
            .thenComparingInt(problem -> problem.at().line()).thenComparingInt(problem -> problem.at().column());

    private final Colour colour;
    private final Map<String, List<String>> sources = new HashMap<>();

    public ProblemPrinter(Colour colour) {
        this.colour = colour;
    }

    /** All of {@code problems}, each line ended by a line feed; empty when there are none. */
    public String print(List<Problem> problems) {
        if (problems.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        problems.stream().sorted(BY_PLACE).distinct().limit(MAX_PRINTED).forEach(problem -> print(problem, out));
        long number = problems.stream().distinct().count();
        out.append(number == 1 ? "1 problem" : number + " problems");
        return out.append(number > MAX_PRINTED ? ", the first " + MAX_PRINTED + " shown\n" : "\n").toString();
    }

    private void print(Problem problem, StringBuilder out) {
        Position at = problem.at();
        if (!at.equals(Position.NONE)) {
            out.append(paint("1", at.toString())).append(": ");
        }
        out.append(paint("1;31", "error")).append(": ").append(visible(problem.message())).append('\n');
        List<String> lines = at.line() < 1 ? List.of() : sources.computeIfAbsent(at.file(), SourceLine::linesOf);
        if (at.line() <= lines.size() && !lines.isEmpty()) {
            SourceLine line = SourceLine.around(Redaction.of(lines, at.line() - 1), at.column());
            String number = "%5d | ".formatted(at.line());
            out.append(paint("2", number)).append(line.text()).append('\n');
            out.append(paint("2", "      | ")).append(line.indent()).append(paint("1;31", "^")).append('\n');
        }
        if (!problem.hint().isEmpty()) {
            out.append(paint("2", "      = ")).append(visible(problem.hint())).append('\n');
        }
        out.append('\n');
    }

    private String paint(String code, String text) {
        return colour == Colour.ANSI ? "\u001b[" + code + 'm' + text + "\u001b[0m" : text;
    }

    /** Messages of later stages may quote what they saw. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().forEach(c -> visible.appendCodePoint(Shown.isSafe(c) ? c : c == '\n' || c == '\t' ? ' ' : '\ufffd'));
        return visible.toString();
    }
}
