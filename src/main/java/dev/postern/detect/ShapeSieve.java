package dev.postern.detect;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * A {@link ShapeFinder}'s shapes under some thresholds: those that cannot reach theirs are not looked for, and those that can only with a word beside them are checked where there is one. Checks are
 * dear, and every number of clean text has the form of a dozen kinds of data. Immutable; for any thread.
 */
final class ShapeSieve {

    private final Shapes shapes;
    /** Forms that need no word. */
    private final long[] sure;
    /** By word, the forms it helps. */
    private final long[][] helped;
    /** By form, the words that help it. */
    private final BitSet[] helping;

    ShapeSieve(List<Shapes.Form> forms, Thresholds thresholds, Context context) {
        shapes = new Shapes(forms.stream().filter(form -> context.most(form.detector().type(), form.most()) >= thresholds.of(form.detector().type())).toList());
        sure = shapes.those(form -> form.most() >= thresholds.of(form.detector().type()));
        helping = shapes.forms().stream().map(form -> context.of(form.detector().type())).toArray(BitSet[]::new);
        helped = new long[context.size()][];
        for (int i = 0; i < helped.length; i++) {
            int word = i;
            helped[i] = shapes.those(form -> context.of(form.detector().type()).get(word));
        }
    }

    /** @param nearby what is beside places of the windows that are searched */
    Finder.Searcher searcher(Nearby nearby, Consumer<Hit> into) {
        return shapes.searcher(new Wanted(nearby), into);
    }

    private final class Wanted implements Shapes.Wish {

        private final Nearby nearby;
        private final long[] wanted = new long[sure.length];
        private final BitSet missed = new BitSet();

        Wanted(Nearby nearby) {
            this.nearby = nearby;
        }

        @Override
        public long[] at(int start, long[] matching) {
            if (covers(sure, matching)) {
                return sure;
            }
            System.arraycopy(sure, 0, wanted, 0, wanted.length);
            help(nearby.before(start));
            if (!covers(wanted, matching)) {
                help(nearby.inField(start, missed(matching)));
            }
            return wanted;
        }

        /** The words that could help what matches and is not wanted yet. */
        private BitSet missed(long[] matching) {
            missed.clear();
            for (int i = 0; i < matching.length; i++) {
                for (long rest = matching[i] & ~wanted[i]; rest != 0; rest &= rest - 1) {
                    missed.or(helping[(i << 6) + Long.numberOfTrailingZeros(rest)]);
                }
            }
            return missed;
        }

        private void help(BitSet words) {
            for (int word = words.nextSetBit(0); word >= 0; word = words.nextSetBit(word + 1)) {
                long[] more = helped[word];
                for (int i = 0; i < wanted.length; i++) {
                    wanted[i] |= more[i];
                }
            }
        }

        private static boolean covers(long[] wanted, long[] matching) {
            long more = 0;
            for (int i = 0; i < matching.length; i++) {
                more |= matching[i] & ~wanted[i];
            }
            return more == 0;
        }
    }
}
