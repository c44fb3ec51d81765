package dev.postern.operator;

/** What C's isspace says. */
final class Blank {

    private Blank() {}

    static boolean is(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
