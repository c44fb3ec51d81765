package dev.postern.automaton;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in square brackets. */
final class ClassParser {

    private static final ByteSet LOWER = ByteSet.range('a', 'z');
    private static final ByteSet UPPER = ByteSet.range('A', 'Z');
    private static final ByteSet ALPHA = LOWER.or(UPPER);
    private static final ByteSet GRAPH = ByteSet.range('!', '~');
    private static final ByteSet ALNUM = ALPHA.or(ByteSet.DIGITS);

    /** As in the C locale. */
    private static final Map<String, ByteSet> POSIX = Map.ofEntries(
            Map.entry("alpha", ALPHA),
            Map.entry("lower", LOWER),
            Map.entry("upper", UPPER),
            Map.entry("alnum", ALNUM),
            Map.entry("ascii", ByteSet.range(0, 0x7f)),
            Map.entry("blank", ByteSet.of(' ').or(ByteSet.of('\t'))),
            Map.entry("cntrl", ByteSet.range(0, 0x1f).or(ByteSet.of(0x7f))),
            Map.entry("digit", ByteSet.DIGITS),
            Map.entry("graph", GRAPH),
            Map.entry("print", GRAPH.or(ByteSet.of(' '))),
            Map.entry("punct", GRAPH.minus(ALNUM)),
            Map.entry("space", ByteSet.SPACE),
            Map.entry("word", ByteSet.WORD),
            Map.entry("xdigit", ByteSet.DIGITS.or(ByteSet.range('a', 'f')).or(ByteSet.range('A', 'F'))));

    private final PatternText text;
    private final EscapeParser escapes;

    ClassParser(PatternText text, EscapeParser escapes) {
        this.text = text;
        this.escapes = escapes;
    }

    /** After the opening bracket. */
    ByteSet read(Set<Mode> modes) {
        int opened = text.at() - 1;
        boolean negated = text.eat("^");
        ByteSet set = ByteSet.NONE;
        boolean first = true;
        while (first || text.quoted() || text.peek() != ']') {
            if (text.ended()) {
                throw text.error(opened, "expected ']' to close the class that begins here");
            }
            set = set.or(item());
            first = false;
        }
        text.next();
        ByteSet folded = modes.contains(Mode.CASE_INSENSITIVE) ? set.withBothCases() : set;
        return negated ? folded.negated() : folded;
    }

    /** A set, an octet, or a range of octets. */
    private ByteSet item() {
        int from = text.at();
        Optional<ByteSet> set = text.quoted() ? Optional.empty() : set();
        if (set.isPresent()) {
            return set.get();
        }
        int first = octet();
        if (text.quoted() || text.peek() != '-' || text.peek(1) == ']' || text.peek(1) == PatternText.ENDED) {
            return ByteSet.of(first);
        }
        text.next();
        return range(from, first);
    }

    private ByteSet range(int from, int first) {
        Optional<ByteSet> set = text.quoted() ? Optional.empty() : set();
        if (set.isPresent()) {
            return set.get().or(ByteSet.of(first)).or(ByteSet.of('-'));
        }
        int last = octet();
        if (last < first) {
            throw text.error(from, "the range ends before it begins");
        }
        return ByteSet.range(first, last);
    }

    private Optional<ByteSet> set() {
        if (text.peek() == '[' && ":.=".indexOf(text.peek(1)) >= 0) {
            return posix();
        }
        if (text.peek() == '\\' && "dDwWsShHvV".indexOf(text.peek(1)) >= 0) {
            text.next();
            return escapes.set();
        }
        return Optional.empty();
    }

    private Optional<ByteSet> posix() {
        int ahead = 2;
        char mark = text.peek(1);
        StringBuilder name = new StringBuilder();
        while (text.peek(ahead) >= 'a' && text.peek(ahead) <= 'z' || text.peek(ahead) == '^' && ahead == 2) {
            name.append(text.peek(ahead++));
        }
        if (text.peek(ahead) != mark || text.peek(ahead + 1) != ']') {
            return Optional.empty();
        }
        boolean negated = name.indexOf("^") == 0;
        ByteSet set = mark == ':' ? POSIX.get(negated ? name.substring(1) : name.toString()) : null;
        if (set == null) {
            throw text.error("expected a class such as [:alpha:], found [" + mark + name + mark + "]");
        }
        for (int i = 0; i < ahead + 2; i++) {
            text.next();
        }
        return Optional.of(negated ? set.negated() : set);
    }

    private int octet() {
        if (text.ended()) {
            throw text.error("expected ']' to close the class");
        }
        if (text.quoted() || text.peek() != '\\') {
            return text.next();
        }
        text.next();
        return text.eat("b") ? '\b' : escapes.octet();
    }
}
