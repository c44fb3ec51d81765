package dev.postern.automaton;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is neither a group nor a repeat. */
final class AtomParser {

    /** {@code \R} takes a line's end whole. */
    private static final Node LINE_END = new Node.Atomic(new Node.Choice(List.of(
            new Node.Sequence(List.of(new Node.One(ByteSet.of('\r')), new Node.One(ByteSet.NEWLINE))), new Node.One(ByteSet.VERTICAL_SPACE))));

    private final PatternText text;
    private final ReferenceParser references;
    private final EscapeParser escapes;
    private final ClassParser classes;

    AtomParser(PatternText text, ReferenceParser references) {
        this.text = text;
        this.references = references;
        escapes = new EscapeParser(text);
        classes = new ClassParser(text, escapes);
    }

    Node read(Set<Mode> modes) {
        char c = text.next();
        return switch (c) {
            case '\\' -> escape(modes);
            case '[' -> new Node.One(classes.read(modes));
            case '.' -> new Node.One(modes.contains(Mode.DOT_ALL) ? ByteSet.ALL : ByteSet.NEWLINE.negated());
            case '^' -> new Node.Place(modes.contains(Mode.MULTI_LINE) ? Assertion.LINE_BEGINS : Assertion.TEXT_BEGINS);
            case '$' -> new Node.Place(dollar(modes));
            default -> literal(c, modes);
        };
    }

    static Node literal(int octet, Set<Mode> modes) {
        ByteSet set = ByteSet.of(octet);
        return new Node.One(modes.contains(Mode.CASE_INSENSITIVE) ? set.withBothCases() : set);
    }

    private static Assertion dollar(Set<Mode> modes) {
        if (modes.contains(Mode.MULTI_LINE)) {
            return Assertion.LINE_ENDS;
        }
        return modes.contains(Mode.DOLLAR_END_ONLY) ? Assertion.TEXT_ENDS : Assertion.TEXT_OR_LAST_NEWLINE_ENDS;
    }

    private Node escape(Set<Mode> modes) {
        Optional<ByteSet> set = escapes.set();
        if (set.isPresent()) {
            return new Node.One(set.get());
        }
        if (text.peek() >= '0' && text.peek() <= '9') {
            return references.digits(modes).orElseGet(() -> literal(escapes.octet(), modes));
        }
        Optional<Assertion> assertion = assertion();
        if (assertion.isPresent()) {
            text.next();
            return new Node.Place(assertion.get());
        }
        if (text.eat("N")) {
            return new Node.One(ByteSet.NEWLINE.negated());
        }
        if (text.eat("R")) {
            return LINE_END;
        }
        if (text.eat("g")) {
            return references.numbered(modes);
        }
        return text.eat("k") ? references.named(modes) : literal(escapes.octet(), modes);
    }

    private Optional<Assertion> assertion() {
        return switch (text.peek()) {
            case 'A', 'G' -> Optional.of(Assertion.TEXT_BEGINS);
            case 'z' -> Optional.of(Assertion.TEXT_ENDS);
            case 'Z' -> Optional.of(Assertion.TEXT_OR_LAST_NEWLINE_ENDS);
            case 'b' -> Optional.of(Assertion.WORD_BOUNDARY);
            case 'B' -> Optional.of(Assertion.NO_WORD_BOUNDARY);
            default -> Optional.empty();
        };
    }
}
