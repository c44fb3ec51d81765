package dev.postern.automaton;

import java.util.Set;
import java.util.function.UnaryOperator;

/** What follows an opening parenthesis. */
final class GroupParser {

    sealed interface Read {}

    /** {@code (?i)}: what follows in the surrounding group is read with these. */
    record Modes(Set<Mode> modes) implements Read {}

    /** Complete, with its closing parenthesis. */
    record Whole(Node node) implements Read {}

    /** What is inside follows, to be read with these modes and then wrapped. */
    record Opening(Set<Mode> modes, UnaryOperator<Node> wrap) implements Read {
        Node closed(Node inside) {
            return wrap.apply(inside);
        }
    }

    private final PatternText text;
    private final Groups groups;
    private final ReferenceParser references;

    GroupParser(PatternText text, Groups groups, ReferenceParser references) {
        this.text = text;
        this.groups = groups;
        this.references = references;
    }

    Read read(Set<Mode> modes) {
        int opened = text.at() - 1;
        if (text.peek() == '*') {
            throw text.error(opened, "verbs and settings such as (*UTF) are not supported");
        }
        if (!text.eat("?")) {
            return modes.contains(Mode.NO_AUTO_CAPTURE) ? new Opening(modes, UnaryOperator.identity()) : capturing(modes, groups.open(text, opened));
        }
        return special(modes, opened);
    }

    private Read special(Set<Mode> modes, int opened) {
        if (text.eat(":")) {
            return new Opening(modes, UnaryOperator.identity());
        }
        if (text.eat(">")) {
            return new Opening(modes, Node.Atomic::new);
        }
        if (text.eat("=")) {
            return look(opened, modes, Node.Direction.AHEAD, Node.Sense.POSITIVE);
        }
        if (text.eat("!")) {
            return look(opened, modes, Node.Direction.AHEAD, Node.Sense.NEGATIVE);
        }
        if (text.eat("<=")) {
            return look(opened, modes, Node.Direction.BEHIND, Node.Sense.POSITIVE);
        }
        if (text.eat("<!")) {
            return look(opened, modes, Node.Direction.BEHIND, Node.Sense.NEGATIVE);
        }
        if (text.eat("P<") || text.eat("<")) {
            return named(modes, '>', opened);
        }
        if (text.eat("'")) {
            return named(modes, '\'', opened);
        }
        if (text.eat("P=")) {
            return new Whole(references.named(text.upTo(')', opened, "the reference"), opened, modes));
        }
        refuse(opened);
        return modes(modes);
    }

    private static Read look(int opened, Set<Mode> modes, Node.Direction direction, Node.Sense sense) {
        return new Opening(modes, inside -> new Node.Look(direction, sense, inside, opened));
    }

    private Read named(Set<Mode> modes, char closing, int opened) {
        int at = text.at();
        return capturing(modes, groups.open(text, at, text.upTo(closing, opened, "the group's name")));
    }

    private static Read capturing(Set<Mode> modes, int group) {
        return new Opening(modes, inside -> new Node.Capture(group, inside));
    }

    private void refuse(int opened) {
        String what = switch (text.peek()) {
            case '|' -> "branch reset groups";
            case '(' -> "conditions";
            case 'C' -> "callouts";
            case 'R', '&', 'P', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "recursion and subroutines";
            default -> "";
        };
        if (!what.isEmpty() || text.peek() == '-' && Character.isDigit(text.peek(1))) {
            throw text.error(opened, (what.isEmpty() ? "recursion and subroutines" : what) + " are not supported: their cost cannot be bounded");
        }
    }

    /** Letters behind {@code (?}, ended by a parenthesis or, for a group of its own, a colon. */
    private Read modes(Set<Mode> before) {
        Set<Mode> changed = PatternParser.copy(before);
        if (text.eat("^")) {
            changed.removeIf(mode -> mode.letter != '\0' && mode != Mode.UNGREEDY);
        }
        boolean on = true;
        while (true) {
            if (text.eat(")")) {
                return new Modes(changed);
            }
            if (text.eat(":")) {
                return new Opening(changed, UnaryOperator.identity());
            }
            if (on && text.eat("-")) {
                on = false;
            } else if (on) {
                changed.add(mode());
            } else {
                changed.remove(mode());
            }
        }
    }

    private Mode mode() {
        for (Mode mode : Mode.values()) {
            if (mode.letter == text.peek() && mode.letter != '\0') {
                text.next();
                return mode;
            }
        }
        throw text.error("expected one of the letters imsxnU, '-', ':' or ')' behind (?, found " + text.seen());
    }
}
