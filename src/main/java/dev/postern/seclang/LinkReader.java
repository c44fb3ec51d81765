package dev.postern.seclang;

import dev.postern.config.Located;
import dev.postern.config.Problems;
import java.util.List;
import java.util.Optional;

/** Reads {@code SecRule} and {@code SecAction}: targets, operator, actions. */
final class LinkReader {

    private static final String DEFAULT_OPERATOR = "rx";

    private final TargetReader targets;
    private final ActionReader actions;
    private final Problems problems;

    LinkReader(Problems problems) {
        this.problems = problems;
        this.targets = new TargetReader(problems);
        this.actions = new ActionReader(problems);
    }

    /** A link whose test is wrong has none, so that its actions can be looked at all the same; that has been reported. */
    Link rule(List<Written> line) {
        Optional<List<Target>> read = targets.read(line.get(1));
        Optional<OperatorUse> operator = operator(line.get(2));
        Optional<Link.Test> test = read.flatMap(known -> operator.map(use -> new Link.Test(known, use)));
        return new Link(line.getFirst().at(), test, line.size() > 3 ? actions.read(line.get(3)) : List.of());
    }

    Link action(List<Written> line) {
        return new Link(line.getFirst().at(), Optional.empty(), actions.read(line.get(1)));
    }

    private Optional<OperatorUse> operator(Written text) {
        boolean negated = !text.isEmpty() && text.charAt(0) == '!';
        OperatorUse.Sense sense = negated ? OperatorUse.Sense.MATCHES_NOT : OperatorUse.Sense.MATCHES;
        int at = pastBlanks(text, negated ? 1 : 0);
        if (at >= text.length() || text.charAt(at) != '@') {
            Written regex = text.from(negated ? at : 0);
            return Optional.of(new OperatorUse(text.at(), sense, new Located<>(DEFAULT_OPERATOR, regex.at()), regex.located()));
        }
        int end = at + 1;
        while (end < text.length() && !Written.isBlank(text.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            problems.add(text.at(at), "no operator is named behind the at sign", "@rx, @pm, @streq, …; a regular expression that begins with an at sign is written @rx @…");
            return Optional.empty();
        }
        return Optional.of(new OperatorUse(text.at(), sense, text.sub(at + 1, end).located(), text.from(pastBlanks(text, end)).located()));
    }

    private static int pastBlanks(Written text, int from) {
        int at = from;
        while (at < text.length() && Written.isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
