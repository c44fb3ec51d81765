package dev.postern.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands in square brackets. A negated class takes every octet beyond ASCII, one at a time; one that is not negated and has characters beyond ASCII takes their UTF-8, at most
 * {@value #MOST_BEYOND_ASCII} of them.
 */
final class Re2ClassParser {

    static final int MOST_BEYOND_ASCII = 512;

    private static final Octets GRAPH = Octets.range('!', '~');
    private static final Octets ALNUM = Octets.LETTERS.or(Octets.DIGITS);

    private static final Map<String, Octets> NAMED = Map.ofEntries(
            Map.entry("alnum", ALNUM),
            Map.entry("alpha", Octets.LETTERS),
            Map.entry("ascii", Octets.range(0, 0x7f)),
            Map.entry("blank", Octets.of(' ').or(Octets.of('\t'))),
            Map.entry("cntrl", Octets.range(0, 0x1f).or(Octets.of(0x7f))),
            Map.entry("digit", Octets.DIGITS),
            Map.entry("graph", GRAPH),
            Map.entry("lower", Octets.range('a', 'z')),
            Map.entry("print", GRAPH.or(Octets.of(' '))),
            Map.entry("punct", GRAPH.minus(ALNUM)),
            Map.entry("space", Octets.range('\t', '\r').or(Octets.of(' '))),
            Map.entry("upper", Octets.range('A', 'Z')),
            Map.entry("word", Octets.WORD),
            Map.entry("xdigit", Octets.DIGITS.or(Octets.range('a', 'f')).or(Octets.range('A', 'F'))));

    /** Whether a letter stands for its other case too. */
    enum Letters { AS_WRITTEN, OF_EITHER_CASE }

    private final Re2Text text;
    private final Re2Escapes escapes;

    Re2ClassParser(Re2Text text, Re2Escapes escapes) {
        this.text = text;
        this.escapes = escapes;
    }

    /** After the opening bracket. */
    Part read(Letters letters) {
        int opened = text.at() - 1;
        boolean negated = text.eat("^");
        Octets set = Octets.NONE;
        Set<Integer> beyond = new TreeSet<>();
        for (boolean first = true; first || text.peek() != ']'; first = false) {
            if (text.ended()) {
                throw new InvalidRe2Exception(opened, "the class is not closed by ']'");
            }
            set = set.or(item(beyond));
        }
        text.next();
        Octets folded = letters == Letters.OF_EITHER_CASE ? set.folded() : set;
        if (negated) {
            return new Part.One(folded.negated().or(Octets.BEYOND_ASCII));
        }
        return beyond.isEmpty() ? new Part.One(folded) : withCharacters(folded, beyond);
    }

    private static Part withCharacters(Octets ascii, Set<Integer> beyond) {
        List<Part> ways = new ArrayList<>(List.of(new Part.One(ascii)));
        beyond.forEach(c -> ways.add(character(c)));
        return new Part.Choice(ways);
    }

    /** A character as the octets of its UTF-8. */
    static Part character(int c) {
        List<Part> octets = new ArrayList<>();
        for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            octets.add(new Part.One(Octets.of(octet & 0xff)));
        }
        return new Part.Sequence(octets);
    }

    private Octets item(Set<Integer> beyond) {
        Optional<Octets> set = text.peek() == '\\' ? escapes.set() : named();
        if (set.isPresent()) {
            return set.get();
        }
        int from = text.at();
        int first = character();
        int last = first;
        if (text.peek() == '-' && text.peek(1) != ']' && text.peek(1) != Re2Text.ENDED) {
            text.next();
            last = character();
        }
        if (last < first) {
            throw new InvalidRe2Exception(from, "the range ends before it begins");
        }
        for (int c = Math.max(first, 0x80); c <= last; c++) {
            beyond.add(c);
            if (beyond.size() > MOST_BEYOND_ASCII) {
                throw new InvalidRe2Exception(from, "more than " + MOST_BEYOND_ASCII + " characters beyond ASCII in a class are not supported");
            }
        }
        return first < 0x80 ? Octets.range(first, Math.min(last, 0x7f)) : Octets.NONE;
    }

    private int character() {
        return text.peek() == '\\' ? escapes.character() : text.next();
    }

    /** {@code [:alpha:]} and its kin. */
    private Optional<Octets> named() {
        int from = text.at();
        if (!text.eat("[:")) {
            return Optional.empty();
        }
        boolean negated = text.eat("^");
        StringBuilder name = new StringBuilder();
        while (text.peek() >= 'a' && text.peek() <= 'z') {
            name.appendCodePoint(text.next());
        }
        if (!text.eat(":]")) {
            text.back(from);
            return Optional.empty();
        }
        Octets set = NAMED.get(name.toString());
        if (set == null) {
            throw new InvalidRe2Exception(from, "there is no class [:" + name + ":]");
        }
        return Optional.of(negated ? set.negated() : set);
    }
}
