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
    interface Scan {

        /** False if not all were looked for, but at least those wanted. */
        boolean find(byte[] in, long[] wanted, long[] hits);

        /** Those wanted alone, where not all were looked for. */
        void rest(byte[] in, long[] wanted, long[] hits);
    }

    private record PatternScan(PatternSet patterns) implements Scan {

        @Override
        public boolean find(byte[] in, long[] wanted, long[] hits) {
            return patterns.find(in, wanted, hits);
        }

        @Override
        public void rest(byte[] in, long[] wanted, long[] hits) {
            patterns.findEach(in, wanted, hits);
        }
    }

    private record PhraseScan(PhraseSets phrases) implements Scan {

        @Override
        public boolean find(byte[] in, long[] wanted, long[] hits) {
            phrases.find(in, hits);
            return true;
        }

        @Override
        public void rest(byte[] in, long[] wanted, long[] hits) {
            phrases.find(in, hits);
        }
    }

    static Pool of(int index, PatternSet patterns) {
        String needed = patterns.neededOctets();
        return new Pool(index, needed.length() == ALL_OCTETS ? Kinds.ANY : Kinds.of(needed), new PatternScan(patterns), new long[patterns.words()]);
    }

    static Pool of(int index, PhraseSets phrases) {
        return new Pool(index, Kinds.ANY, new PhraseScan(phrases), new long[phrases.words()]);
    }

    /**
     * The hits in this very value, of those wanted at least; not to be changed. A hostile value is searched for each pattern alone, and then only for those that are wanted of it in this
     * dress: it is another one in each, and would be searched for everything as often.
     */
    long[] scan(Cell cell, long[] wanted, Cells cells) {
        if (!cell.has(needs)) {
            return none;
        }
        if (!cell.scanned(index)) {
            long[] asked = cell.asked(index, none);
            if (asked == none) {
                look(cell, wanted, cells);
            } else if (!covers(asked, wanted)) {
                lookFor(cell, asked, wanted);
            }
        }
        return cell.hits(index, none);
    }

    private static boolean covers(long[] asked, long[] wanted) {
        for (int word = 0; word < wanted.length; word++) {
            if ((wanted[word] & ~asked[word]) != 0) {
                return false;
            }
        }
        return true;
    }

    private void look(Cell cell, long[] wanted, Cells cells) {
        long[] before = cells.hitsBefore(cell, index, none);
        if (before != none) {
            cell.remember(index, before);
        } else if (cells.quietBefore(cell, index)) {
            cell.quiet(index);
        } else {
            long[] found = cells.scratch(none.length);
            if (scan.find(cell.bytes(), wanted, found)) {
                remember(cell, cells, found);
            } else {
                cell.remember(index, Arrays.copyOf(found, none.length), wanted);
            }
        }
    }

    /** What has not been looked for before. */
    private void lookFor(Cell cell, long[] asked, long[] wanted) {
        long[] more = new long[none.length];
        long[] all = new long[none.length];
        for (int word = 0; word < more.length; word++) {
            more[word] = wanted[word] & ~asked[word];
            all[word] = wanted[word] | asked[word];
        }
        long[] hits = Arrays.copyOf(cell.hits(index, none), none.length);
        scan.rest(cell.bytes(), more, hits);
        cell.remember(index, hits, all);
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
