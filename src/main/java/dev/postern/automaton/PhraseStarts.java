package dev.postern.automaton;

import java.util.Collection;
import java.util.List;

/**
 * Many phrases that are looked for where they begin, without regard to the case of ASCII letters. Three octets at every second place tell nearly everywhere that none begins there or beside it, and
 * four at most of the places that are left; the rest is read along the tree of the phrases. Immutable, for any thread; a search looks at most at the longest phrase's octets from each place.
 *
 * <p>Bound: as {@link Phrases}.
 */
public final class PhraseStarts {

    private static final int BITS = 17;
    private static final int SPREAD = 0x9e37_79b1;
    private static final int SMALL = 0x2020_2020;
    private static final long ALL_SMALL = OctetMasks.times(0x20);
    /** Octets by which a phrase is told at first. */
    private static final int KEY = 3;
    /** Whatever stands there. */
    private static final int ANY = -1;
    /** Places that one look at eight octets tells of. */
    private static final int STEP = OctetMasks.WIDTH - 2;

    /** By three octets, small letters for capitals: whether a phrase may begin with the first of them or, if it is longer than two octets, one before it, or else with the second. */
    private final long[] keys = new long[1 << BITS - 6];
    /** By three octets: whether a phrase of no more begins with the first of them. */
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
        set(keys, phrase, 0);
        set(keys, phrase, phrase.length < KEY ? -1 : 1);
        if (phrase.length > KEY) {
            mark(fours, four(OctetMasks.four(phrase, 0)));
        } else {
            set(shorts, phrase, 0);
        }
    }

    /** @param from the first octet of the key in the phrase, which may begin behind it and end before it does */
    private static void set(long[] table, byte[] phrase, int from) {
        int[] octets = new int[KEY];
        for (int i = 0; i < KEY; i++) {
            octets[i] = from + i >= 0 && from + i < phrase.length ? phrase[from + i] & 0xff : ANY;
        }
        set(table, octets, 0, 0);
    }

    private static void set(long[] table, int[] octets, int length, int key) {
        if (length == KEY) {
            mark(table, three(key | SMALL));
        } else if (octets[length] != ANY) {
            set(table, octets, length + 1, key | octets[length] << 8 * length);
        } else {
            for (int octet = 0; octet < 256; octet++) {
                set(table, octets, length + 1, key | octet << 8 * length);
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

    /** Of small letters; the fourth octet does not matter. */
    private static int three(int octets) {
        return octets * (SPREAD << 8) >>> 32 - BITS;
    }

    private static int four(int octets) {
        return (octets | SMALL) * SPREAD >>> 32 - BITS;
    }

    /** Tells of every phrase wherever it stands between these two places, overlapping ones too, in the order in which they begin; of those that begin together the shortest first. */
    public void each(byte[] in, int from, int to, Phrases.Told told) {
        int at = from;
        int next = from;
        for (; at + OctetMasks.WIDTH <= to; at += STEP) {
            long eight = OctetMasks.eight(in, at) | ALL_SMALL;
            long any = bit(keys, three((int) eight)) | bit(keys, three((int) (eight >>> 16))) << 2 | bit(keys, three((int) (eight >>> 32))) << 4;
            for (; any != 0; any &= any - 1) {
                int key = at + Long.numberOfTrailingZeros(any);
                for (int place = Math.max(next, key - 1); place <= key + 1; place++) {
                    one(in, place, to, told);
                }
                next = key + 2;
            }
        }
        for (at = Math.max(next, at - 1); at < to; at++) {
            one(in, at, to, told);
        }
    }

    private void one(byte[] in, int place, int to, Phrases.Told told) {
        if (place + Integer.BYTES > to || may(OctetMasks.four(in, place))) {
            at(in, place, to, told);
        }
    }

    private boolean may(int octets) {
        return (bit(shorts, three(octets | SMALL)) | bit(fours, four(octets))) != 0;
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
