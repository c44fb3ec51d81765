package dev.postern.secret;

/** A pattern in RE2's syntax, and how far it was read. In code points. */
final class Re2Text {

    /** What {@link #peek} says at the end. */
    static final int ENDED = -1;

    private final int[] points;
    private int at;

    Re2Text(String text) {
        points = text.codePoints().toArray();
    }

    int at() {
        return at;
    }

    void back(int where) {
        at = where;
    }

    boolean ended() {
        return at == points.length;
    }

    int peek() {
        return peek(0);
    }

    /** The character at this place. */
    int standing(int where) {
        return points[where];
    }

    int peek(int ahead) {
        return at + ahead < points.length ? points[at + ahead] : ENDED;
    }

    int next() {
        if (ended()) {
            throw error("the pattern ends too early");
        }
        return points[at++];
    }

    boolean eat(String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (peek(i) != expected.charAt(i)) {
                return false;
            }
        }
        at += expected.length();
        return true;
    }

    /** Digits of this radix that stand here, at most so many, as a number; −1 if there are none or the number is larger than any code point. */
    int number(int radix, int most) {
        int from = at;
        long number = 0;
        while (at - from < most && peek() != ENDED && Character.digit(peek(), radix) >= 0) {
            number = Math.min(Integer.MAX_VALUE, number * radix + Character.digit(next(), radix));
        }
        return at == from || number > Character.MAX_CODE_POINT ? -1 : (int) number;
    }

    InvalidRe2Exception error(String reason) {
        return new InvalidRe2Exception(at, reason);
    }
}
