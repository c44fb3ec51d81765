package dev.postern.waf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of one transaction, each once. Values are shared and remembered until they take {@link #MOST_BYTES} together; later ones are worked out anew wherever a rule asks,
 * which costs time in proportion to rules and octets but no memory.
 */
final class Cells {

    static final long MOST_BYTES = 32L << 20;

    /** What a cell takes beside its octets, about, once much is known of it. */
    private static final int CELL_BYTES = 512;

    /** An ordinary request makes about half as many. */
    private static final int OF_A_REQUEST = 256;

    /** What is shorter is searched faster than its digest is made. */
    private static final int LASTING = 32;

    private final StepTable steps;
    private final int pools;
    private final Familiar familiar;
    private long[] scratch = {};
    private final Map<Cell, Cell> known = new HashMap<>(OF_A_REQUEST);
    private long bytes;

    Cells(StepTable steps, int pools, Familiar familiar) {
        this.steps = steps;
        this.pools = pools;
        this.familiar = familiar;
    }

    /** Zeros, at least so many; of use until the next call. */
    long[] scratch(int words) {
        if (scratch.length < words) {
            scratch = new long[words];
        }
        Arrays.fill(scratch, 0);
        return scratch;
    }

    Cell of(byte[] value) {
        Cell fresh = new Cell(value, pools);
        if (bytes > MOST_BYTES) {
            return fresh;
        }
        Cell before = known.putIfAbsent(fresh, fresh);
        if (before != null) {
            return before;
        }
        bytes += value.length + CELL_BYTES;
        return fresh;
    }

    /** A value that comes with one request after another. */
    Cell lasting(byte[] value) {
        Cell cell = of(value);
        cell.lasts();
        return cell;
    }

    /** The number among questions of the test whose verdict is remembered under this one; questions about pools come before. */
    int question(int memo) {
        return pools + memo;
    }

    /** Whether the answer of another transaction's very value to a question was no. */
    boolean quietBefore(Cell cell, int question) {
        return lasts(cell) && cell.known(familiar).quiet(question);
    }

    /** What another transaction's very value held of a pool; {@code none} if that is not known. */
    long[] hitsBefore(Cell cell, int pool, long[] none) {
        return lasts(cell) ? cell.known(familiar).hits(pool, none) : none;
    }

    /** The answer to a question is no. */
    void learn(Cell cell, int question) {
        if (lasts(cell)) {
            familiar.learn(cell.digest(), question);
        }
    }

    /** A value holds this of a pool. */
    void learn(Cell cell, int pool, long[] found) {
        if (lasts(cell)) {
            familiar.learn(cell.digest(), pool, found);
        }
    }

    private static boolean lasts(Cell cell) {
        return cell.lasting() && cell.bytes().length >= LASTING;
    }

    Cell step(Cell from, int id) {
        if (!from.has(steps.touches(id))) {
            return from;
        }
        if (from.knows(id)) {
            return from.after(id);
        }
        byte[] out = steps.apply(id, from.bytes());
        Cell next = out == from.bytes() ? from : from.lasting() ? lasting(out) : of(out);
        if (bytes <= MOST_BYTES) {
            from.remember(id, steps.size(), next);
        }
        return next;
    }

    Cell walk(Cell from, Steps path) {
        if (!from.has(path.touches())) {
            return from;
        }
        Cell at = from;
        for (int id : path.ids()) {
            at = step(at, id);
        }
        return at;
    }
}
