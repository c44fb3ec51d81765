package dev.postern.automaton;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * PCRE's syntax on octets. Bounds: {@link PatternText#MAX_LENGTH} characters, {@value #DEEPEST} groups inside each other, {@link Groups#MOST} capturing groups. Recursion,
 * conditions, verbs, Unicode properties and callouts are errors that say so. Source: pcre2pattern(3).
 */
final class PatternParser {

    static final int DEEPEST = 250;

    /** @param groups how many of them capture */
    record Parsed(Node node, int groups) {}

    private final PatternText text;
    private final Groups groups = new Groups();
    private final QuantifierParser quantifiers;
    private final AtomParser atoms;
    private final GroupParser openings;
    private Set<Mode> modes;
    private int depth;

    private PatternParser(String pattern, Set<Mode> modes) {
        text = new PatternText(pattern);
        quantifiers = new QuantifierParser(text);
        ReferenceParser references = new ReferenceParser(text, groups);
        atoms = new AtomParser(text, references);
        openings = new GroupParser(text, groups, references);
        this.modes = modes;
    }

    static Parsed parse(String pattern, Set<Mode> modes) {
        PatternParser parser = new PatternParser(pattern, modes);
        Node node = parser.choice();
        if (!parser.text.ended()) {
            throw parser.text.error("')' closes nothing");
        }
        parser.groups.check(parser.text);
        return new Parsed(node, parser.groups.count());
    }

    private Node choice() {
        List<Node> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (text.eat("|"));
        return branches.size() == 1 ? branches.getFirst() : new Node.Choice(branches);
    }

    private Node sequence() {
        List<Node> items = new ArrayList<>();
        while (true) {
            skipIgnored();
            boolean quoted = text.quoted();
            if (text.ended() || !quoted && (text.peek() == '|' || text.peek() == ')')) {
                return Node.sequence(items);
            }
            items.add(quoted ? repeated(AtomParser.literal(text.next(), modes)) : item());
        }
    }

    /** What is no part of the pattern: comments, and blanks in extended mode. */
    private void skipIgnored() {
        int before;
        do {
            before = text.at();
            if (text.quoted()) {
                return;
            }
            if (modes.contains(Mode.EXTENDED)) {
                text.skipBlanks();
            }
            int opened = text.at();
            if (text.eat("(?#")) {
                text.upTo(')', opened, "the comment");
            }
        } while (text.at() != before);
    }

    private Node item() {
        if (quantifiers.here()) {
            throw text.error(text.seen() + " repeats nothing: expected something to repeat before it");
        }
        int opened = text.at();
        if (text.eat("(")) {
            return group(openings.read(modes), opened);
        }
        Node atom = atoms.read(modes);
        return atom instanceof Node.Place ? atom : repeated(atom);
    }

    private Node group(GroupParser.Read read, int opened) {
        return switch (read) {
            case GroupParser.Modes changed -> {
                modes = changed.modes();
                yield new Node.Empty();
            }
            case GroupParser.Whole whole -> repeated(whole.node());
            case GroupParser.Opening opening -> repeated(opening.closed(inside(opening, opened)));
        };
    }

    private Node inside(GroupParser.Opening opening, int opened) {
        deeper(opened);
        Set<Mode> outside = modes;
        modes = opening.modes();
        Node inside = choice();
        if (!text.eat(")")) {
            throw text.error("expected ')' to close the group that is opened at character " + (opened + 1));
        }
        modes = outside;
        depth--;
        return inside;
    }

    private void deeper(int at) {
        if (++depth > DEEPEST) {
            throw text.error(at, "more than " + DEEPEST + " groups inside each other");
        }
    }

    /** One quantifier at most; assertions and changes of mode take none. */
    private Node repeated(Node item) {
        skipIgnored();
        return text.quoted() ? item : quantifiers.read().map(quantifier -> repeated(item, quantifier)).orElse(item);
    }

    private Node repeated(Node item, Quantifier quantifier) {
        skipIgnored();
        if (!text.quoted() && text.eat("+")) {
            return new Node.Atomic(new Node.Repeat(item, quantifier.min(), quantifier.max(), Node.Greed.GREEDY));
        }
        boolean lazy = (!text.quoted() && text.eat("?")) != modes.contains(Mode.UNGREEDY);
        return new Node.Repeat(item, quantifier.min(), quantifier.max(), lazy ? Node.Greed.LAZY : Node.Greed.GREEDY);
    }

    /** For {@link EnumSet#copyOf} an empty set must say what it is empty of. */
    static Set<Mode> copy(Set<Mode> modes) {
        return modes.isEmpty() ? EnumSet.noneOf(Mode.class) : EnumSet.copyOf(modes);
    }
}
