package dev.postern.secret;

import java.util.Optional;

/** What follows a backslash, as far as it means the same inside a class and outside. */
final class Re2Escapes {

    private final Re2Text text;

    Re2Escapes(Re2Text text) {
        this.text = text;
    }

    /** A named set behind the backslash, which is swallowed if there is one. */
    Optional<Octets> set() {
        Optional<Octets> set = switch (text.peek(1)) {
            case 'd' -> Optional.of(Octets.DIGITS);
            case 'D' -> Optional.of(Octets.DIGITS.negated());
            case 'w' -> Optional.of(Octets.WORD);
            case 'W' -> Optional.of(Octets.WORD.negated());
            case 's' -> Optional.of(Octets.SPACE);
            case 'S' -> Optional.of(Octets.SPACE.negated());
            case 'p', 'P' -> throw text.error("Unicode properties are not supported: patterns are matched to octets");
            default -> Optional.empty();
        };
        if (set.isPresent()) {
            text.next();
            text.next();
        }
        return set;
    }

    /** One character. */
    int character() {
        int from = text.at();
        text.next();
        int c = text.next();
        return switch (c) {
            case 'a' -> 0x07;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            case 'x' -> hexadecimal(from);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(from, c);
            default -> itself(from, c);
        };
    }

    private int hexadecimal(int from) {
        boolean braced = text.eat("{");
        int number = text.number(16, braced ? 8 : 2);
        if (number < 0 || braced && !text.eat("}")) {
            throw new InvalidRe2Exception(from, "expected two hexadecimal digits or some in braces behind \\x");
        }
        return number;
    }

    private int octal(int from, int first) {
        if (first != '0' && (text.peek() < '0' || text.peek() > '7')) {
            throw new InvalidRe2Exception(from, "references to groups are not of RE2's syntax");
        }
        text.back(from + 1);
        return text.number(8, 3);
    }

    private static int itself(int from, int c) {
        if (c >= 0x80 || Octets.LETTERS.or(Octets.DIGITS).contains(c)) {
            throw new InvalidRe2Exception(from, "\\" + Character.toString(c) + " is not of RE2's syntax");
        }
        return c;
    }
}
