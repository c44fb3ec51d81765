package dev.postern.automaton;

/** A pattern and how far it was read. */
final class PatternText {

    /** Of a pattern in characters. */
    static final int MAX_LENGTH = 1 << 17;
    /** What {@link #peek} says at the end: no octet. */
    static final char ENDED = '\uffff';

    private final String text;
    private int at;
    /** Between {@code \Q} and {@code \E}. */
    private boolean quoting;

    PatternText(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidPatternException(MAX_LENGTH, "the pattern is longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                throw new InvalidPatternException(i, String.format("U+%04X is no octet; a pattern consists of characters up to U+00FF", (int) text.charAt(i)));
            }
        }
        this.text = text;
    }

    int at() {
        return at;
    }

    boolean ended() {
        return at == text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : ENDED;
    }

    char next() {
        return text.charAt(at++);
    }

    boolean eat(String expected) {
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    /** Whether the next character stands for itself because it is quoted. Swallows the marks of quoting. */
    boolean quoted() {
        while (true) {
            if (quoting ? eat("\\E") : eat("\\Q")) {
                quoting = !quoting;
            } else if (quoting || !eat("\\E")) {
                return quoting && !ended();
            }
        }
    }

    /** The digits here of this radix, at most so many; empty if there are none. */
    String digits(int radix, int most) {
        int from = at;
        while (at - from < most && Character.digit(peek(), radix) >= 0) {
            at++;
        }
        return text.substring(from, at);
    }

    /** What stands before the terminator, which is swallowed too. */
    String upTo(char terminator, int opened, String what) {
        int end = text.indexOf(terminator, at);
        if (end < 0) {
            throw error(opened, what + " is not ended by '" + terminator + "'");
        }
        String found = text.substring(at, end);
        at = end + 1;
        return found;
    }

    /** White space and comments, as between the parts of an extended pattern. */
    void skipBlanks() {
        while (ByteSet.SPACE.contains(peek() & 0xff) && !ended() || peek() == '#') {
            if (next() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            }
        }
    }

    InvalidPatternException error(String reason) {
        return error(at, reason);
    }

    InvalidPatternException error(int where, String reason) {
        return new InvalidPatternException(where, reason);
    }

    /** The character here, as an error shows it. */
    String seen() {
        char c = peek();
        return c == ENDED ? "the end" : c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("\\x%02x", (int) c);
    }
}
