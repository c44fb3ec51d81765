package dev.postern.protection;

import java.util.Objects;

/** What stands in place of a value for good. Immutable, any thread, linear. */
public sealed interface Mask {

    /** For records and refusals, where nobody chose: the last four of a long value, nothing of a short one. */
    Mask SHOWN = new Ends(0, 4, 'X', 12);

    /** @param type of the value, which a hash is made of too */
    String apply(String type, String value);

    /** All but the last {@code count} letters and digits; {@code 123-45-6789} is {@code XXX-XX-6789}. */
    static Mask keepLast(int count) {
        return new Ends(0, count, 'X', 0);
    }

    /** All but the first; {@code DE89 3704 0044} is {@code DE89 XXXX XXXX}. */
    static Mask keepFirst(int count) {
        return new Ends(count, 0, 'X', 0);
    }

    /**
     * Each character but the outermost letters and digits becomes {@code with}; separators (ASCII that is neither letter nor digit) stay. Of both ends together, two thirds of the letters and digits are
     * shown at most, half of fewer than {@value #SHORT}, whatever was asked: masking a short value must not show it. Two thirds are a card's issuer number and last four.
     *
     * @param least a value with fewer letters and digits shows none
     */
    record Ends(int first, int last, char with, int least) implements Mask {

        private static final int SHORT = 12;

        public Ends {
            if (first < 0 || last < 0 || least < 0) {
                throw new IllegalArgumentException("counts are not negative: " + first + ", " + last + ", " + least);
            }
            if (with < ' ' || with > '~' || with == '"' || with == '\\' || with == '<' || with == '&') {
                throw new IllegalArgumentException("a mask is written with a visible ASCII character other than \" \\ < &");
            }
        }

        @Override
        public String apply(String type, String value) {
            int[] characters = value.codePoints().toArray();
            int count = 0;
            for (int c : characters) {
                count += separates(c) ? 0 : 1;
            }
            int shown = count < least ? 0 : count < SHORT ? count / 2 : count * 2 / 3;
            int ahead = Math.min(first, shown);
            int behind = Math.min(last, shown - ahead);
            return masked(characters, ahead, count - behind);
        }

        private String masked(int[] characters, int hideFrom, int hideTo) {
            StringBuilder out = new StringBuilder(characters.length);
            int seen = 0;
            for (int c : characters) {
                boolean stays = separates(c) || seen < hideFrom || seen >= hideTo;
                out.appendCodePoint(stays ? c : with);
                seen += separates(c) ? 0 : 1;
            }
            return out.toString();
        }

        private static boolean separates(int c) {
            return c < 0x80 && !Character.isLetterOrDigit(c);
        }
    }

    /** The same text always, which shows nothing, not even a length. */
    record Fixed(String text) implements Mask {

        public Fixed {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String apply(String type, String value) {
            return text;
        }
    }

    /** A keyed hash: equal values are seen to be equal, and without the key nothing more. */
    record Hashed(Fingerprint fingerprint) implements Mask {

        @Override
        public String apply(String type, String value) {
            return fingerprint.mask(type, value);
        }
    }
}
