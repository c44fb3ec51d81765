package dev.postern.waf;

import dev.postern.automaton.PatternSet;
import java.util.Arrays;

/**
 * Patterns that are asked of values in the same dress: one scan of a value answers all of them.
 *
 * @param index its number among {@code of} groups of the rule set
 * @param steps what is done to a value before it is scanned
 * @param none  the answer for a value that holds none of them; not to be changed
 */
record PatternGroup(int index, int of, Steps steps, PatternSet set, long[] none) {

    PatternGroup(int index, int of, Steps steps, PatternSet set) {
        this(index, of, steps, set, new long[set.words()]);
    }

    int words() {
        return none.length;
    }

    /** The hits in {@code raw} once it has gone through the steps; not to be changed. */
    long[] hits(Cell raw, Cells cells) {
        return scan(cells.walk(raw, steps), cells);
    }

    /** The hits in a value that has gone through the steps. */
    long[] scan(Cell cell, Cells cells) {
        if (!cell.scanned(index)) {
            long[] found = cells.scratch(none.length);
            set.find(cell.bytes(), found);
            remember(cell, found);
        }
        return cell.hits(index, none);
    }

    private void remember(Cell cell, long[] found) {
        for (int word = 0; word < none.length; word++) {
            if (found[word] != 0) {
                cell.remember(index, Arrays.copyOf(found, none.length));
                return;
            }
        }
        cell.quiet(index);
    }
}
