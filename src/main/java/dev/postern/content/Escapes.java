package dev.postern.content;

import java.util.Arrays;

/**
 * Where in its source each octet of the text in sight comes from. Text without escapes costs nothing: behind the last escape the distance is the same throughout. Before it, there is a bit for
 * each octet of text that an escape begins, and for each 64 the place of the first. Offsets are those of the whole text and the whole source.
 */
final class Escapes {

    private static final int WORDS = 1024;
    private static final int MASK = WORDS - 1;
    private static final long[] NONE = {};

    private long[] bits = NONE;
    /** Place in the source of the word's first octet, times four, and how much of its escape stands in the word before. */
    private long[] starts = NONE;
    private long filled;
    private long tail;
    private long distance;

    /** An escape of this many octets in the source has become this many of the text. */
    void add(long text, long source, int textLength, int sourceLength, long oldest) {
        if (bits.length == 0) {
            bits = new long[WORDS];
            starts = new long[WORDS];
        }
        fill(text >>> 6, oldest);
        bits[(int) (text >>> 6) & MASK] |= 1L << text;
        tail = text + textLength;
        distance = source + sourceLength - tail;
        long last = tail - 1 >>> 6;
        if (last > text >>> 6) {
            bits[(int) last & MASK] = 0;
            starts[(int) last & MASK] = source << 2 | (last << 6) - text;
            filled = last + 1;
        }
    }

    private void fill(long word, long oldest) {
        for (long w = Math.max(filled, oldest >>> 6); w <= word; w++) {
            bits[(int) w & MASK] = 0;
            starts[(int) w & MASK] = (w << 6) + distance << 2;
        }
        filled = Math.max(filled, word + 1);
    }

    /** Where the source of this octet of text begins; inside of an escape that stands for several, the escape. */
    long begin(long text, Tape tape) {
        return find(text, tape, false);
    }

    /** Where the source of what stands before this octet of text ends. */
    long end(long text, Tape tape) {
        return find(text, tape, true);
    }

    /** From where the source is needed to find the place of this octet of text, or of a later one. */
    long needed(long text) {
        return text >= tail ? text + distance : starts[(int) (text >>> 6) & MASK] >> 2;
    }

    private long find(long text, Tape tape, boolean behind) {
        if (text >= tail) {
            return text + distance;
        }
        int word = (int) (text >>> 6) & MASK;
        int lead = (int) starts[word] & 3;
        long at = (text & ~63L) - lead;
        long source = starts[word] >> 2;
        boolean escaped = lead > 0;
        while (at < text) {
            if (escaped || (bits[word] >>> at & 1) != 0) {
                int unit = Unit.at(tape, source);
                if (at + Unit.text(unit) > text) {
                    return behind ? source + Unit.source(unit) : source;
                }
                at += Unit.text(unit);
                source += Unit.source(unit);
                escaped = false;
            } else {
                long rest = bits[word] >>> at;
                long plain = rest == 0 ? text - at : Math.min(Long.numberOfTrailingZeros(rest), text - at);
                at += plain;
                source += plain;
            }
        }
        return source;
    }

    void clear() {
        filled = 0;
        tail = 0;
        distance = 0;
        Arrays.fill(bits, 0);
    }

    int held() {
        return 8 * (bits.length + starts.length);
    }
}
