package dev.postern.automaton;

/** What may be asked of a place between two octets. Each answer depends on the octets next to it, and on whether the text begins or ends here. */
enum Assertion {
    /** {@code \A}, and {@code ^} unless it is about lines. */
    TEXT_BEGINS,
    /** {@code \z}, and {@code $} as ModSecurity has it. */
    TEXT_ENDS,
    /** {@code \Z}, and {@code $} as PCRE has it: the end, or a newline and then the end. */
    TEXT_OR_LAST_NEWLINE_ENDS,
    /** {@code ^} about lines: the beginning, or behind a newline that is not the last octet. */
    LINE_BEGINS,
    /** {@code $} about lines. */
    LINE_ENDS,
    WORD_BOUNDARY,
    NO_WORD_BOUNDARY;

    /** Before a place: nothing. */
    static final int BEGIN = 1;
    /** Before or after a place: a letter, digit or underscore. */
    static final int IN_WORD = 2;
    /** Before or after a place: a newline. */
    static final int NEWLINE = 4;
    /** After a place: a newline that is the last octet. */
    static final int LAST_NEWLINE = 8;
    /** After a place: nothing. */
    static final int END = 16;

    private static final Assertion[] ALL = values();

    static Assertion at(int ordinal) {
        return ALL[ordinal];
    }

    boolean holds(byte[] in, int at) {
        return switch (this) {
            case TEXT_BEGINS -> at == 0;
            case TEXT_ENDS -> at == in.length;
            case TEXT_OR_LAST_NEWLINE_ENDS -> at == in.length || at == in.length - 1 && in[at] == '\n';
            case LINE_BEGINS -> at == 0 || at < in.length && in[at - 1] == '\n';
            case LINE_ENDS -> at == in.length || in[at] == '\n';
            case WORD_BOUNDARY -> boundary(in, at);
            case NO_WORD_BOUNDARY -> !boundary(in, at);
        };
    }

    /** The same, told by what stands before and after. */
    boolean holds(int before, int after) {
        return switch (this) {
            case TEXT_BEGINS -> (before & BEGIN) != 0;
            case TEXT_ENDS -> (after & END) != 0;
            case TEXT_OR_LAST_NEWLINE_ENDS -> (after & (END | LAST_NEWLINE)) != 0;
            case LINE_BEGINS -> (before & BEGIN) != 0 || (before & NEWLINE) != 0 && (after & END) == 0;
            case LINE_ENDS -> (after & (END | NEWLINE)) != 0;
            case WORD_BOUNDARY -> ((before ^ after) & IN_WORD) != 0;
            case NO_WORD_BOUNDARY -> ((before ^ after) & IN_WORD) == 0;
        };
    }

    /** What of {@link #holds(int, int)}'s first argument it looks at. */
    int looksBehindFor() {
        return switch (this) {
            case TEXT_BEGINS -> BEGIN;
            case TEXT_ENDS, TEXT_OR_LAST_NEWLINE_ENDS, LINE_ENDS -> 0;
            case LINE_BEGINS -> BEGIN | NEWLINE;
            case WORD_BOUNDARY, NO_WORD_BOUNDARY -> IN_WORD;
        };
    }

    private static boolean boundary(byte[] in, int at) {
        return word(in, at - 1) != word(in, at);
    }

    private static boolean word(byte[] in, int at) {
        return at >= 0 && at < in.length && ByteSet.WORD.contains(in[at] & 0xff);
    }
}
