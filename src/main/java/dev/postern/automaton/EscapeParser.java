package dev.postern.automaton;

import java.util.Optional;

/** What follows a backslash, as far as it means the same inside a class and outside. */
final class EscapeParser {

    private final PatternText text;

    EscapeParser(PatternText text) {
        this.text = text;
    }

    /** A named set such as {@code d}, which is swallowed. */
    Optional<ByteSet> set() {
        Optional<ByteSet> set = switch (text.peek()) {
            case 'd' -> Optional.of(ByteSet.DIGITS);
            case 'D' -> Optional.of(ByteSet.DIGITS.negated());
            case 'w' -> Optional.of(ByteSet.WORD);
            case 'W' -> Optional.of(ByteSet.WORD.negated());
            case 's' -> Optional.of(ByteSet.SPACE);
            case 'S' -> Optional.of(ByteSet.SPACE.negated());
            case 'h' -> Optional.of(ByteSet.HORIZONTAL_SPACE);
            case 'H' -> Optional.of(ByteSet.HORIZONTAL_SPACE.negated());
            case 'v' -> Optional.of(ByteSet.VERTICAL_SPACE);
            case 'V' -> Optional.of(ByteSet.VERTICAL_SPACE.negated());
            default -> Optional.empty();
        };
        set.ifPresent(found -> text.next());
        return set;
    }

    /** One octet, written in any way. */
    int octet() {
        int from = text.at() - 1;
        if (text.ended()) {
            throw text.error(from, "a backslash ends the pattern: expected the character it escapes");
        }
        char c = text.peek();
        if (c >= '0' && c <= '7') {
            return fits(from, Integer.parseInt(text.digits(8, 3), 8));
        }
        text.next();
        return switch (c) {
            case 'a' -> 0x07;
            case 'e' -> 0x1b;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x' -> text.peek() == '{' ? braced(from, 16) : hexadecimal();
            case 'o' -> braced(from, 8);
            case 'c' -> control(from);
            default -> itself(from, c);
        };
    }

    private int hexadecimal() {
        String digits = text.digits(16, 2);
        return digits.isEmpty() ? 0 : Integer.parseInt(digits, 16);
    }

    private int braced(int from, int radix) {
        if (!text.eat("{")) {
            throw text.error("expected '{' and an octal number, found " + text.seen());
        }
        String digits = text.digits(radix, Integer.MAX_VALUE).replaceFirst("^0+(?=.)", "");
        if (digits.isEmpty() || !text.eat("}")) {
            throw text.error("expected digits of radix " + radix + " and '}', found " + text.seen());
        }
        return digits.length() > 3 ? fits(from, Integer.MAX_VALUE) : fits(from, Integer.parseInt(digits, radix));
    }

    private int fits(int from, int octet) {
        if (octet > 0xff) {
            throw text.error(from, "expected an octet, at most 255: patterns match octets, not characters");
        }
        return octet;
    }

    private int control(int from) {
        char c = text.peek();
        if (c <= ' ' - 1 || c > '~') {
            throw text.error(from, "expected a visible ASCII character behind \\c");
        }
        text.next();
        return (c >= 'a' && c <= 'z' ? c - 0x20 : c) ^ 0x40;
    }

    private int itself(int from, char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            throw text.error(from, "\\" + c + " is not supported here");
        }
        return c;
    }
}
