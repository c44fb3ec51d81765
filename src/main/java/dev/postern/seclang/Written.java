package dev.postern.seclang;

import dev.postern.config.Located;
import dev.postern.config.Position;
import java.util.Arrays;

/** A text out of a rule file, lines joined and escapes undone, that knows for each of its characters where that stands. */
final class Written {

    private final SourceText source;
    private final String text;
    private final int[] offsets;

    /** @param offsets one more than there are characters: the last is where the text ends */
    private Written(SourceText source, String text, int[] offsets) {
        this.source = source;
        this.text = text;
        this.offsets = offsets;
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    Position at() {
        return at(0);
    }

    /** @param index up to and including the length */
    Position at(int index) {
        return source.position(offsets[index]);
    }

    Located<String> located() {
        return new Located<>(text, at());
    }

    Written sub(int from, int until) {
        return new Written(source, text.substring(from, until), Arrays.copyOfRange(offsets, from, until + 1));
    }

    Written from(int from) {
        return sub(from, length());
    }

    /** Without blanks around it. */
    Written stripped() {
        int from = 0;
        int until = length();
        while (from < until && isBlank(text.charAt(from))) {
            from++;
        }
        while (until > from && isBlank(text.charAt(until - 1))) {
            until--;
        }
        return sub(from, until);
    }

    /** What C's isspace says. */
    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** Puts one together, character by character. */
    static final class Builder {

        private final SourceText source;
        private final StringBuilder text = new StringBuilder();
        private int[] offsets = new int[64];

        Builder(SourceText source) {
            this.source = source;
        }

        Builder(Written like) {
            this(like.source);
        }

        void add(char c, int offset) {
            if (text.length() + 1 >= offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * offsets.length);
            }
            offsets[text.length()] = offset;
            text.append(c);
        }

        void add(Written from, int index) {
            add(from.text.charAt(index), from.offsets[index]);
        }

        Written end(int offset) {
            offsets[text.length()] = offset;
            return new Written(source, text.toString(), Arrays.copyOf(offsets, text.length() + 1));
        }

        Written end(Written from, int index) {
            return end(from.offsets[index]);
        }
    }
}
