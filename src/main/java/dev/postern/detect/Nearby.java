package dev.postern.detect;

import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * Words beside places of a window, of one after another. Each octet is looked at once, and only before places that are asked about: near them, or, where names of fields stand in the text, anywhere.
 * For one thread.
 */
final class Nearby {

    /** Words are looked for in so many octets at once. */
    private static final int CELL = 16;
    private static final int WORDS_AT_FIRST = 32;
    private static final int NOWHERE = -1;
    private static final int FIRST = 1;
    private static final BitSet NO_WORDS = new BitSet();

    private final Context context;
    private final Optional<PlacedPatterns.Trial> trial;
    private FieldNames fields = FieldNames.NONE;
    private Stretch text = Stretch.NOTHING;
    /** By cell, where one of its words stands in the lists; {@link #NOWHERE} if it has none, nought if it was not looked at yet. */
    private int[] lasts = new int[1];
    /** The first cell that was not looked at, or one before it. */
    private int unseen;
    /** From {@link #FIRST} on. */
    private int[] words = new int[WORDS_AT_FIRST];
    private int[] starts = new int[WORDS_AT_FIRST];
    private int[] ends = new int[WORDS_AT_FIRST];
    /** Where another one of the same cell stands, or {@link #NOWHERE}. */
    private int[] others = new int[WORDS_AT_FIRST];
    private int count = FIRST;
    /** In all cells that were looked at. */
    private final BitSet seen = new BitSet();
    private int place = NOWHERE;
    private final BitSet near = new BitSet();
    private final Names inField;
    /** In names of fields that are open where the window's part begins. */
    private final Names around;

    Nearby(Context context) {
        this.context = context;
        trial = context.words().map(patterns -> patterns.trial((start, found) -> context.each(text, start, found, this::add)));
        inField = new Names(context);
        around = new Names(context);
    }

    /** What is asked about from now on. */
    void on(Window window, FieldNames names) {
        fields = names;
        text = new Stretch(window.text(), window.length(), 0, window.length());
        trial.ifPresent(words -> words.on(text));
        int cells = window.length() / CELL + 1;
        if (cells > lasts.length) {
            lasts = new int[cells];
        } else {
            Arrays.fill(lasts, 0, cells, 0);
        }
        count = FIRST;
        unseen = 0;
        seen.clear();
        place = NOWHERE;
        near.clear();
        inField.forget();
        around.forget();
    }

    /** Whether one of these words stands before a place or in the name of its field. */
    boolean any(int start, BitSet some) {
        return !some.isEmpty() && (before(start).intersects(some) || inField(start, some).intersects(some));
    }

    /** Numbers of the words that stand before a place. Not to be changed; valid until the next question. */
    BitSet before(int start) {
        if (start != place && trial.isPresent()) {
            place = start;
            near.clear();
            lookBefore(start);
        }
        return near;
    }

    private void lookBefore(int start) {
        int least = Math.max(0, start - Context.REACH_BYTES);
        look(least / CELL, start / CELL);
        for (int cell = least / CELL; cell <= start / CELL; cell++) {
            for (int i = lasts[cell]; i != NOWHERE; i = others[i]) {
                if (starts[i] >= least && ends[i] <= start) {
                    near.set(words[i]);
                }
            }
        }
    }

    /** Looks at what was not looked at of these cells. */
    private void look(int first, int last) {
        for (int cell = first; cell <= last; cell++) {
            int from = cell;
            while (cell <= last && lasts[cell] == 0) {
                lasts[cell++] = NOWHERE;
            }
            if (cell > from) {
                trial.orElseThrow().names(from * CELL, Math.min(text.length(), cell * CELL));
            }
        }
    }

    private void add(int word, int start, int end) {
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            others = Arrays.copyOf(others, 2 * count);
        }
        seen.set(word);
        words[count] = word;
        starts[count] = start;
        ends[count] = end;
        others[count] = lasts[start / CELL];
        lasts[start / CELL] = count++;
    }

    /**
     * Those in the name of its field, none if none of these is among them.
     *
     * @param some that would help
     */
    BitSet inField(int start, BitSet some) {
        return trial.isEmpty() || nowhere(start, some) ? NO_WORDS : inField.of(fields.at(start));
    }

    /** Whether none of these words stands in any name that is said before a place; false if that cannot be told from the text. */
    private boolean nowhere(int start, BitSet some) {
        Optional<String> outer = some.intersects(context.acrossNames()) ? Optional.empty() : fields.outer();
        if (outer.isEmpty() || around.of(outer.get()).intersects(some)) {
            return false;
        }
        look(unseen, start / CELL);
        unseen = Math.max(unseen, start / CELL);
        return !seen.intersects(some);
    }
}
