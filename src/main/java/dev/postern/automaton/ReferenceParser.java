package dev.postern.automaton;

import java.util.Optional;
import java.util.Set;

/** {@code \1 \g{1} \g{-1} \g{name} \k<name> \k'name' \k{name} (?P=name)}. */
final class ReferenceParser {

    private final PatternText text;
    private final Groups groups;

    ReferenceParser(PatternText text, Groups groups) {
        this.text = text;
        this.groups = groups;
    }

    /** Digits behind a backslash, unless they are an octal number: PCRE takes them as one from 10 on if there are not that many groups before. */
    Optional<Node> digits(Set<Mode> modes) {
        int from = text.at() - 1;
        int length = 0;
        int number = 0;
        while (text.peek(length) >= '0' && text.peek(length) <= '9') {
            number = Math.min(10 * number + text.peek(length++) - '0', 1 << 20);
        }
        if (text.peek() == '0' || number >= 10 && number > groups.count() && text.peek() < '8') {
            return Optional.empty();
        }
        text.digits(10, length);
        return Optional.of(to(number, from, modes));
    }

    /** Behind {@code \g}. */
    Node numbered(Set<Mode> modes) {
        int from = text.at() - 2;
        boolean braced = text.eat("{");
        if (braced && Character.isLetter(text.peek()) || text.peek() == '_') {
            return named(text.upTo('}', from, "the reference"), from, modes);
        }
        boolean backwards = text.eat("-");
        String digits = text.digits(10, 4);
        if (digits.isEmpty() || braced && !text.eat("}")) {
            throw text.error("expected the number or the name of a group behind \\g, found " + text.seen());
        }
        int number = Integer.parseInt(digits);
        return to(backwards ? groups.count() + 1 - number : number, from, modes);
    }

    /** Behind {@code \k}. */
    Node named(Set<Mode> modes) {
        int from = text.at() - 2;
        char closing = switch (text.peek()) {
            case '<' -> '>';
            case '\'' -> '\'';
            case '{' -> '}';
            default -> throw text.error("expected '<', '{' or a quotation mark behind \\k, found " + text.seen());
        };
        text.next();
        return named(text.upTo(closing, from, "the reference"), from, modes);
    }

    Node named(String name, int from, Set<Mode> modes) {
        return to(groups.named(name).orElseThrow(() -> text.error(from, "refers to a group '" + name + "' that is not opened before")), from, modes);
    }

    private Node to(int group, int from, Set<Mode> modes) {
        if (group < 1) {
            throw text.error(from, "refers to a group before the first");
        }
        groups.refer(group, from);
        return new Node.Reference(group, modes.contains(Mode.CASE_INSENSITIVE) ? Node.LetterCase.IGNORED : Node.LetterCase.MATTERS);
    }
}
