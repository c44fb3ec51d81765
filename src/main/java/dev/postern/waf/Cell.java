package dev.postern.waf;

import dev.postern.transformation.Kinds;
import java.util.Arrays;

/**
 * One value of a transaction and what has been found out about it: what each transformation makes of it, which patterns of each pool it holds, what operators said. Equal values
 * of a transaction share a cell, so each question is asked once. Confined to its transaction.
 */
final class Cell implements Comparable<Cell> {

    private static final Cell[] NO_STEPS = {};
    private static final long[][] NO_HITS = {};

    private final byte[] bytes;
    private final int hash;
    private Cell[] after = NO_STEPS;
    private final long[] scanned;
    private long[][] hits = NO_HITS;
    private long[][] asked = NO_HITS;
    private byte[] verdicts = Ascii.NONE;
    private long kinds;
    private boolean lasting;
    private byte[] digest = Ascii.NONE;
    private Familiar.Known known; // null until somebody asks

    /** @param pools how many pools of patterns there are */
    Cell(byte[] bytes, int pools) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
        this.scanned = new long[pools + 63 >> 6];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether it has an octet of any of these {@link Kinds}. */
    boolean has(long any) {
        if (kinds == 0) {
            kinds = Kinds.of(bytes);
        }
        return (kinds & any) != 0;
    }

    /** It comes with one request after another, and so does what becomes of it. */
    void lasts() {
        lasting = true;
    }

    boolean lasting() {
        return lasting;
    }

    /** Its SHA-256. */
    byte[] digest() {
        if (digest.length == 0) {
            digest = Familiar.digest(bytes);
        }
        return digest;
    }

    /** What was known of it when this was asked first. */
    Familiar.Known known(Familiar familiar) {
        if (known == null) {
            known = familiar.of(digest());
        }
        return known;
    }

    /** Whether {@link #after} has an answer. */
    boolean knows(int id) {
        return id < after.length && after[id] != null;
    }

    /** What step {@code id} makes of this value, which may be this very cell. */
    Cell after(int id) {
        return after[id];
    }

    void remember(int id, int of, Cell next) {
        if (after.length == 0) {
            after = new Cell[of];
        }
        after[id] = next;
    }

    /** Whether pool {@code pool} has been looked for. */
    boolean scanned(int pool) {
        return (scanned[pool >> 6] >>> pool & 1) != 0;
    }

    /** What was found of a pool that has been looked for; nothing is {@code none}. */
    long[] hits(int pool, long[] none) {
        return pool < hits.length && hits[pool] != null ? hits[pool] : none;
    }

    void quiet(int pool) {
        scanned[pool >> 6] |= 1L << pool;
    }

    void remember(int pool, long[] found) {
        if (hits.length <= pool) {
            hits = Arrays.copyOf(hits, pool + 8);
        }
        hits[pool] = found;
        quiet(pool);
    }

    /** Which patterns have been looked for of a pool that has been looked for in part; {@code none} when that is none. */
    long[] asked(int pool, long[] none) {
        return pool < asked.length && asked[pool] != null ? asked[pool] : none;
    }

    /** What was found when these were looked for. */
    void remember(int pool, long[] found, long[] of) {
        if (asked.length <= pool) {
            asked = Arrays.copyOf(asked, pool + 1);
        }
        asked[pool] = of;
        if (hits.length <= pool) {
            hits = Arrays.copyOf(hits, pool + 8);
        }
        hits[pool] = found;
    }

    /** What test {@code id} said: 0 not asked yet, else one more than the verdict's ordinal. */
    int verdict(int id) {
        return id < verdicts.length ? verdicts[id] : 0;
    }

    void remember(int id, int verdict) {
        if (verdicts.length <= id) {
            verdicts = Arrays.copyOf(verdicts, id + 8);
        }
        verdicts[id] = (byte) verdict;
    }

    /** So that a table of values made to collide is still searched in logarithmic time. */
    @Override
    public int compareTo(Cell other) {
        return Arrays.compare(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell cell && cell.hash == hash && Arrays.equals(cell.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
