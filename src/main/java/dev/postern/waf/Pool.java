package dev.postern.waf;

import dev.postern.automaton.PatternSet;
import dev.postern.automaton.PhraseSets;
import dev.postern.transformation.Kinds;
import java.util.Arrays;

/**
 * Patterns, or lists of phrases, that are looked for together: one scan of a value answers for all of them, in whatever dress a rule wants the value.
 *
 * @param index its number among the pools of the rule set
 * @param needs {@link Kinds} of octets of which a value must have one to hold any
 * @param none  the answer for a value that holds none of them; not to be changed
 */
record Pool(int index, long needs, Scan scan, long[] none) {

    private static final int ALL_OCTETS = 256;

    /** Sets the bits of what is found. */
    @FunctionalInterface
    interface Scan {

        void find(byte[] in, long[] hits);
    }

    static Pool of(int index, PatternSet patterns) {
        String needed = patterns.neededOctets();
        return new Pool(index, needed.length() == ALL_OCTETS ? Kinds.ANY : Kinds.of(needed), patterns::find, new long[patterns.words()]);
    }

    static Pool of(int index, PhraseSets phrases) {
        return new Pool(index, Kinds.ANY, phrases::find, new long[phrases.words()]);
    }

    /** The hits in this very value; not to be changed. */
    long[] scan(Cell cell, Cells cells) {
        if (!cell.has(needs)) {
            return none;
        }
        if (!cell.scanned(index)) {
            look(cell, cells);
        }
        return cell.hits(index, none);
    }

    private void look(Cell cell, Cells cells) {
        long[] before = cells.hitsBefore(cell, index, none);
        if (before != none) {
            cell.remember(index, before);
        } else if (cells.quietBefore(cell, index)) {
            cell.quiet(index);
        } else {
            long[] found = cells.scratch(none.length);
            scan.find(cell.bytes(), found);
            remember(cell, cells, found);
        }
    }

    private void remember(Cell cell, Cells cells, long[] found) {
        for (int word = 0; word < none.length; word++) {
            if (found[word] != 0) {
                long[] hits = Arrays.copyOf(found, none.length);
                cell.remember(index, hits);
                cells.learn(cell, index, hits);
                return;
            }
        }
        cell.quiet(index);
        cells.learn(cell, index);
    }
}
