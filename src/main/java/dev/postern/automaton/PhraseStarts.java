package dev.postern.automaton;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Many phrases that are looked for where they begin, without regard to the case of ASCII letters. Three octets tell nearly everywhere that none begins, and four at most of the places that are
 * left; the rest is read along the tree of the phrases. Immutable, for any thread; a search looks at most at the longest phrase's octets from each
 * place.
 *
 * <p>Bound: as {@link Phrases}.
 */
public final class PhraseStarts {

    private static final int BITS = 16;
    private static final int SPREAD = 0x9e37_79b1;
    private static final int SMALL = 0x2020_2020;
    private static final int THREE = 0xff_ffff;
    /** Places that one look at eight octets tells of. */
    private static final int STEP = OctetMasks.WIDTH - 2;

    /** By three octets, small letters for capitals: whether a phrase may begin so. */
    private final long[] threes = new long[1 << BITS - 6];
    /** The same of phrases that have no more than three. */
    private final long[] shorts = new long[1 << BITS - 6];
    /** By four octets, of the others. */
    private final long[] fours = new long[1 << BITS - 6];
    private final List<byte[]> phrases;
    private final char[] symbols;
    private final int[] table;
    private final int[] ends;
    private final int[] depths;
    /** 2³² by the table's columns, rounded up: a row's number without a division, which takes as long as several steps. */
    private final long perCell;

    private PhraseStarts(List<byte[]> phrases) {
        this.phrases = phrases;
        PhraseTable built = new PhraseTable(phrases);
        symbols = built.symbols();
        table = built.table();
        ends = built.ends();
        depths = built.depths();
        perCell = (1L << 32) / built.stride() + 1;
        phrases.forEach(this::add);
    }

    private void add(byte[] phrase) {
        set(threes, phrase, 0, 0);
        if (phrase.length > 3) {
            mark(fours, four((int) OctetMasks.eight(Arrays.copyOf(phrase, Math.max(phrase.length, OctetMasks.WIDTH)), 0)));
        } else {
            set(shorts, phrase, 0, 0);
        }
    }

    /** Whatever may stand where the phrase has ended. */
    private static void set(long[] table, byte[] phrase, int length, int octets) {
        if (length == 3) {
            mark(table, three(octets));
        } else if (length < phrase.length) {
            set(table, phrase, length + 1, octets | (phrase[length] & 0xff) << 8 * length);
        } else {
            for (int octet = 0; octet < 256; octet++) {
                set(table, phrase, length + 1, octets | octet << 8 * length);
            }
        }
    }

    private static void mark(long[] table, int place) {
        table[place >> 6] |= 1L << place;
    }

    /** @throws IllegalArgumentException if a phrase is empty, or they are too many */
    public static PhraseStarts of(Collection<byte[]> phrases) {
        if (phrases.stream().anyMatch(phrase -> phrase.length == 0)) {
            throw new IllegalArgumentException("a phrase is empty: it would be found everywhere");
        }
        return new PhraseStarts(phrases.stream().map(byte[]::clone).toList());
    }

    private static int three(int octets) {
        return four(octets & THREE);
    }

    private static int four(int octets) {
        return (octets | SMALL) * SPREAD >>> 32 - BITS;
    }

    /** Tells of every phrase wherever it stands between these two places, overlapping ones too, in the order in which they begin; of those that begin together the shortest first. */
    public void each(byte[] in, int from, int to, Phrases.Told told) {
        int at = from;
        for (; at + OctetMasks.WIDTH <= to; at += STEP) {
            long eight = OctetMasks.eight(in, at);
            long any = bit(eight) | bit(eight >>> 8) << 1 | bit(eight >>> 16) << 2 | bit(eight >>> 24) << 3 | bit(eight >>> 32) << 4 | bit(eight >>> 40) << 5;
            for (; any != 0; any &= any - 1) {
                int place = at + Long.numberOfTrailingZeros(any);
                if (place + OctetMasks.WIDTH > to || may((int) OctetMasks.eight(in, place))) {
                    at(in, place, to, told);
                }
            }
        }
        for (; at < to; at++) {
            at(in, at, to, told);
        }
    }

    private long bit(long octets) {
        return bit(threes, three((int) octets));
    }

    private boolean may(int octets) {
        return (bit(shorts, three(octets)) | bit(fours, four(octets))) != 0;
    }

    private static long bit(long[] table, int place) {
        return table[place >> 6] >>> place & 1;
    }

    private void at(byte[] in, int start, int to, Phrases.Told told) {
        int row = 0;
        for (int at = start; at < to; at++) {
            row = Math.abs(table[row + symbols[in[at] & 0xff]]);
            int number = (int) (row * perCell >>> 32);
            if (depths[number] <= at - start) {
                return;
            }
            int phrase = ends[number];
            if (phrase >= 0 && phrases.get(phrase).length > at - start) {
                told.phrase(phrase, start, at + 1);
            }
        }
    }
}
