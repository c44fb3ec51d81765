package dev.postern.transformation;

import java.util.Arrays;

/**
 * {@code t:trim}, {@code t:trimLeft}, {@code t:trimRight}: white space (space, tab, line feed, vertical tab, form feed, carriage return) goes from both ends, from the
 * beginning, from the end.
 *
 * <p>Example: {@code trim} makes {@code "  a b "} into {@code "a b"}.
 */
enum Trim implements Transformation {
    BOTH,
    LEFT,
    RIGHT;

    private static final long TOUCHED = Kinds.of(" \t\n\u000b\f\r");

    @Override
    public long touches() {
        return TOUCHED;
    }

    @Override
    public byte[] apply(byte[] in) {
        int from = 0;
        int to = in.length;
        while (this != RIGHT && from < to && Octet.space(in[from])) {
            from++;
        }
        while (this != LEFT && to > from && Octet.space(in[to - 1])) {
            to--;
        }
        return to - from == in.length ? in : Arrays.copyOfRange(in, from, to);
    }
}
