package dev.postern.secret;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads patterns in RE2's syntax as Go's {@code regexp} has it (github.com/google/re2/wiki/Syntax). Differences: octets of UTF-8 take the place of characters, so that {@code .} and a negated
 * class take one octet of a character beyond ASCII; case is ignored in ASCII only; Unicode properties are refused. Bounds: {@value #DEEPEST} groups inside each other, repeats up to
 * {@value #MOST_REPEATS} times.
 */
final class Re2Parser {

    static final int DEEPEST = 60;
    static final int MOST_REPEATS = 1000;

    private enum Flag { IGNORE_CASE, LINES, DOT_ALL, UNGREEDY }

    private final Re2Text text;
    private final Re2Escapes escapes;
    private final Re2ClassParser classes;
    private Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private int depth;

    private Re2Parser(String pattern) {
        text = new Re2Text(pattern);
        escapes = new Re2Escapes(text);
        classes = new Re2ClassParser(text, escapes);
    }

    /** @throws InvalidRe2Exception if it is not of that syntax */
    static Part parse(String pattern) {
        Re2Parser parser = new Re2Parser(pattern);
        Part whole = parser.choice();
        if (!parser.text.ended()) {
            throw parser.text.error("')' closes nothing");
        }
        return whole;
    }

    private Part choice() {
        List<Part> branches = new ArrayList<>();
        do {
            branches.add(sequence());
        } while (text.eat("|"));
        return branches.size() == 1 ? branches.getFirst() : new Part.Choice(branches);
    }

    private Part sequence() {
        List<Part> items = new ArrayList<>();
        while (!text.ended() && text.peek() != '|' && text.peek() != ')') {
            if (text.eat("\\Q")) {
                quoted(items);
            } else {
                items.add(repeated(item()));
            }
        }
        return items.size() == 1 ? items.getFirst() : new Part.Sequence(items);
    }

    private void quoted(List<Part> items) {
        while (!text.ended() && !text.eat("\\E")) {
            items.add(character(text.next()));
        }
    }

    private Part item() {
        int at = text.at();
        if (times().length > 0) {
            throw new InvalidRe2Exception(at, "'" + Character.toString(text.standing(at)) + "' repeats nothing");
        }
        return switch (text.peek()) {
            case '(' -> group();
            case '\\' -> escape();
            case '[' -> {
                text.next();
                yield classes.read(flags.contains(Flag.IGNORE_CASE) ? Re2ClassParser.Letters.OF_EITHER_CASE : Re2ClassParser.Letters.AS_WRITTEN);
            }
            case '.' -> {
                text.next();
                yield new Part.One(flags.contains(Flag.DOT_ALL) ? Octets.ALL : Octets.of('\n').negated());
            }
            case '^' -> place(flags.contains(Flag.LINES) ? Part.Where.LINE_BEGINS : Part.Where.TEXT_BEGINS);
            case '$' -> place(flags.contains(Flag.LINES) ? Part.Where.LINE_ENDS : Part.Where.TEXT_ENDS);
            default -> character(text.next());
        };
    }

    private Part place(Part.Where where) {
        text.next();
        return new Part.Place(where);
    }

    private Part character(int c) {
        if (c >= 0x80) {
            return Re2ClassParser.character(c);
        }
        Octets set = Octets.of(c);
        return new Part.One(flags.contains(Flag.IGNORE_CASE) ? set.folded() : set);
    }

    private Part escape() {
        Optional<Octets> set = escapes.set();
        if (set.isPresent()) {
            return new Part.One(set.get());
        }
        Part.Where where = switch (text.peek(1)) {
            case 'A' -> Part.Where.TEXT_BEGINS;
            case 'z' -> Part.Where.TEXT_ENDS;
            case 'b' -> Part.Where.WORD_BOUNDARY;
            case 'B' -> Part.Where.NO_WORD_BOUNDARY;
            default -> null;
        };
        if (where == null) {
            return character(escapes.character());
        }
        text.next();
        return place(where);
    }

    private Part group() {
        int opened = text.at();
        text.next();
        Set<Flag> outside = flags;
        boolean captures = true;
        if (text.eat("?P<") || text.eat("?<")) {
            name(opened);
        } else if (text.eat("?")) {
            captures = false;
            if (flagsOnly(opened)) {
                return new Part.Sequence(List.of());
            }
        }
        if (++depth > DEEPEST) {
            throw new InvalidRe2Exception(opened, "more than " + DEEPEST + " groups inside each other");
        }
        Part inside = choice();
        if (!text.eat(")")) {
            throw new InvalidRe2Exception(opened, "the group is not closed by ')'");
        }
        depth--;
        flags = outside;
        return captures ? new Part.Group(inside) : inside;
    }

    private void name(int opened) {
        int from = text.at();
        while (!text.ended() && text.peek() < 0x80 && Octets.WORD.contains(text.peek())) {
            text.next();
        }
        if (text.at() == from || !text.eat(">")) {
            throw new InvalidRe2Exception(opened, "expected a group's name of letters, digits and underscores, and '>'");
        }
    }

    /** Reads flags up to a colon, which opens a group, or a parenthesis: then they hold for the rest of the group around, and this is true. */
    private boolean flagsOnly(int opened) {
        flags = flags.isEmpty() ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(flags);
        boolean on = true;
        while (true) {
            int c = text.next();
            if (c == ':' || c == ')') {
                return c == ')';
            }
            if (c == '-' && on) {
                on = false;
                continue;
            }
            Flag flag = switch (c) {
                case 'i' -> Flag.IGNORE_CASE;
                case 'm' -> Flag.LINES;
                case 's' -> Flag.DOT_ALL;
                case 'U' -> Flag.UNGREEDY;
                default -> throw new InvalidRe2Exception(opened, "(?" + Character.toString(c) + " is not of RE2's syntax");
            };
            if (on) {
                flags.add(flag);
            } else {
                flags.remove(flag);
            }
        }
    }

    private Part repeated(Part item) {
        int at = text.at();
        int[] times = times();
        if (times.length == 0) {
            return item;
        }
        if (times[0] > MOST_REPEATS || times[1] != Part.UNBOUNDED && times[1] > MOST_REPEATS || times[1] < times[0]) {
            throw new InvalidRe2Exception(at, "expected numbers of repeats up to " + MOST_REPEATS + ", the smaller first");
        }
        boolean lazy = text.eat("?") != flags.contains(Flag.UNGREEDY);
        int behind = text.at();
        if (times().length > 0) {
            throw new InvalidRe2Exception(behind, "what is repeated already is repeated again: expected a group around it");
        }
        return new Part.Repeat(item, times[0], times[1], lazy ? Part.Taste.LAZY : Part.Taste.GREEDY);
    }

    /** At least and at most; empty if there is no repeat here. A brace that opens no numbers is an ordinary character. */
    private int[] times() {
        int from = text.at();
        if (text.eat("*")) {
            return new int[] {0, Part.UNBOUNDED};
        }
        if (text.eat("+")) {
            return new int[] {1, Part.UNBOUNDED};
        }
        if (text.eat("?")) {
            return new int[] {0, 1};
        }
        if (text.eat("{")) {
            int min = text.number(10, 7);
            boolean comma = min >= 0 && text.eat(",");
            int max = !comma ? min : text.peek() == '}' ? Part.UNBOUNDED : text.number(10, 7);
            if (min >= 0 && max >= 0 && text.eat("}")) {
                return new int[] {min, max};
            }
            text.back(from);
        }
        return new int[0];
    }
}
