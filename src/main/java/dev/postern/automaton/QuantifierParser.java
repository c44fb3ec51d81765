package dev.postern.automaton;

import java.util.Optional;

/** {@code ? * +} and numbers in braces. A brace that opens no such numbers is an ordinary character. */
final class QuantifierParser {

    private final PatternText text;

    QuantifierParser(PatternText text) {
        this.text = text;
    }

    Optional<Quantifier> read() {
        return switch (text.peek()) {
            case '?' -> symbol(new Quantifier(0, 1));
            case '*' -> symbol(new Quantifier(0, Quantifier.UNBOUNDED));
            case '+' -> symbol(new Quantifier(1, Quantifier.UNBOUNDED));
            case '{' -> braces() ? Optional.of(numbers()) : Optional.empty();
            default -> Optional.empty();
        };
    }

    boolean here() {
        return "?*+".indexOf(text.peek()) >= 0 || text.peek() == '{' && braces();
    }

    private Optional<Quantifier> symbol(Quantifier quantifier) {
        text.next();
        return Optional.of(quantifier);
    }

    /** Whether this is {@code {n}}, {@code {n,}} or {@code {n,m}}. */
    private boolean braces() {
        int ahead = digitsFrom(1);
        if (ahead == 1) {
            return false;
        }
        if (text.peek(ahead) == ',') {
            ahead = digitsFrom(ahead + 1);
        }
        return text.peek(ahead) == '}';
    }

    private int digitsFrom(int ahead) {
        int end = ahead;
        while (text.peek(end) >= '0' && text.peek(end) <= '9') {
            end++;
        }
        return end;
    }

    private Quantifier numbers() {
        int opened = text.at();
        text.next();
        int min = number();
        int max = min;
        if (text.eat(",")) {
            max = text.peek() == '}' ? Quantifier.UNBOUNDED : number();
        }
        text.next();
        if (max != Quantifier.UNBOUNDED && max < min) {
            throw text.error(opened, "repeats at least " + min + " and at most " + max + " times: expected the smaller number first");
        }
        return new Quantifier(min, max);
    }

    private int number() {
        int from = text.at();
        String digits = text.digits(10, Integer.MAX_VALUE).replaceFirst("^0+(?=.)", "");
        if (digits.length() > 5 || Integer.parseInt(digits) > Quantifier.LARGEST) {
            throw text.error(from, "expected a number of repeats up to " + Quantifier.LARGEST);
        }
        return Integer.parseInt(digits);
    }
}
