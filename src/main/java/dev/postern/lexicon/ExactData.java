package dev.postern.lexicon;

import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the values of a customer's own table by an {@link ExactIndex}. Words, and groups of digits with separators, are put together up to as many as a value has; what has the length and the
 * kinds of octets of some column is looked up in the index's filter, and what passes that by its hash.
 *
 * <p>Confidence: {@value #ALONE} for a value, {@link #DISTINCTIVE} if its column's values have eight octets or more and digits; {@link Hit#CERTAIN} where a value of another column of the same row
 * begins from {@value #NEAR_BEFORE} octets before to {@value #NEAR_BEHIND} behind. Of a value that stands in many rows the first {@value #MOST_ROWS} are looked at.
 *
 * <p>Cost: about 50 ns for a beginning of a word and each word more that a value may have, as long as something fits a column; a microsecond for what passes the filter, which one in 200 of other
 * texts does. Memory: the index, and the hits of a window. Immutable, for any thread.
 */
public final class ExactData implements Finder {

    static final int ALONE = 45;
    static final int DISTINCTIVE = 75;
    static final int NEAR_BEFORE = 100;
    static final int NEAR_BEHIND = 512;
    static final int MOST_ROWS = 64;

    private final InfoType type;
    private final ExactIndex index;
    private final int words;
    /** By kind and length of a normal form: whether some column has such. */
    private final boolean[][] fits = new boolean[4][ExactColumn.LONGEST + 1];
    private final int longest;

    public ExactData(InfoType type, ExactIndex index) {
        this.type = type;
        this.index = index;
        words = index.columns().stream().mapToInt(ExactColumn::words).max().orElse(0);
        longest = index.columns().stream().mapToInt(ExactColumn::longest).max().orElse(0);
        for (ExactColumn column : index.columns()) {
            for (int kind = 1; kind < fits.length; kind++) {
                for (int length = Math.max(1, column.shortest()); length <= column.longest(); length++) {
                    fits[kind][length] |= column.fits(kind, length);
                }
            }
        }
    }

    /** @param column of the index */
    private record Cell(int start, int end, int column, int[] rows) {}

    @Override
    public void find(Window window, Consumer<Hit> into) {
        ExactCandidates candidates = new ExactCandidates(index, window, fits, longest);
        List<Cell> cells = new ArrayList<>();
        int last = Math.min(window.length(), window.to() + NEAR_BEHIND);
        for (int at = Math.max(1, window.from() - NEAR_BEFORE) - 1; at < last; at++) {
            if (candidates.begins(at)) {
                candidates.from(at, words, (start, end, column, rows) -> cells.add(new Cell(start, end, column, rows)));
            }
        }
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            if (cell.start >= window.from() && cell.start < window.to()) {
                int alone = index.columns().get(cell.column).distinctive() ? DISTINCTIVE : ALONE;
                into.accept(new Hit(type, cell.start, cell.end, accompanied(cells, i) ? Hit.CERTAIN : alone));
            }
        }
    }

    /** Cells stand in the order of their beginnings. */
    private static boolean accompanied(List<Cell> cells, int which) {
        Cell cell = cells.get(which);
        for (int i = which - 1; i >= 0 && cells.get(i).start >= cell.start - NEAR_BEFORE; i--) {
            if (beside(cell, cells.get(i))) {
                return true;
            }
        }
        for (int i = which + 1; i < cells.size() && cells.get(i).start <= cell.start + NEAR_BEHIND; i++) {
            if (beside(cell, cells.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are of one row, and not the same octets. */
    private static boolean beside(Cell one, Cell other) {
        return one.column != other.column && (one.end <= other.start || other.end <= one.start) && shareRow(one.rows, other.rows);
    }

    /** Both in ascending order. */
    private static boolean shareRow(int[] some, int[] others) {
        int i = 0;
        int j = 0;
        while (i < some.length && j < others.length) {
            if (some[i] == others[j]) {
                return true;
            }
            if (some[i] < others[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }
}
