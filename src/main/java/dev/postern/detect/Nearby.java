package dev.postern.detect;

import dev.postern.automaton.Ends;
import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Words beside places of a window, of one after another. Each octet is looked at once, and only near places that are asked about. For one thread. */
final class Nearby {

    /** Words are looked for in so many octets at once. */
    private static final int CELL = 256;
    private static final int LONGEST_NAME = 512;
    private static final int WORDS_AT_FIRST = 32;
    private static final int NOWHERE = -1;

    private final Context context;
    private final Optional<PlacedPatterns.Trial> trial;
    private final Optional<PlacedPatterns.Trial> names;
    private FieldNames fields = FieldNames.NONE;
    private Stretch text = Stretch.NOTHING;
    /** The name of a field that is looked at. */
    private Stretch name = Stretch.NOTHING;
    /** By cell, where the first of its words stands in the lists. */
    private int[] firsts = new int[1];
    /** By cell, behind the last of its words, and one more; nought if it was not looked at yet. */
    private int[] lasts = new int[1];
    private int[] words = new int[WORDS_AT_FIRST];
    private int[] starts = new int[WORDS_AT_FIRST];
    private int[] ends = new int[WORDS_AT_FIRST];
    private int count;
    private int place = NOWHERE;
    private final BitSet near = new BitSet();
    private String field = "";
    private final BitSet inField = new BitSet();

    Nearby(Context context) {
        this.context = context;
        trial = context.words().map(patterns -> patterns.trial(this::found));
        names = context.words().map(patterns -> patterns.trial(this::named));
    }

    /** What is asked about from now on. */
    void on(Window window, FieldNames names) {
        fields = names;
        text = new Stretch(window.text(), window.length(), 0, window.length());
        trial.ifPresent(words -> words.on(text));
        int cells = window.length() / CELL + 1;
        if (cells > firsts.length) {
            firsts = new int[cells];
            lasts = new int[cells];
        } else {
            Arrays.fill(lasts, 0, cells, 0);
        }
        count = 0;
        place = NOWHERE;
        near.clear();
        field = "";
        inField.clear();
    }

    /** Whether one of these words stands before a place or in the name of its field. */
    boolean any(int start, BitSet some) {
        return !some.isEmpty() && (before(start).intersects(some) || inField(start).intersects(some));
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
        for (int cell = least / CELL; cell <= start / CELL; cell++) {
            if (lasts[cell] == 0) {
                look(cell);
            }
            for (int i = firsts[cell]; i < lasts[cell] - 1; i++) {
                if (starts[i] >= least && ends[i] <= start) {
                    near.set(words[i]);
                }
            }
        }
    }

    private void look(int cell) {
        firsts[cell] = count;
        trial.orElseThrow().names(cell * CELL, Math.min(text.length(), (cell + 1) * CELL));
        lasts[cell] = count + 1;
    }

    private void found(int start, Ends found) {
        long[] matching = found.patterns();
        for (int word = 0; word < matching.length; word++) {
            for (long rest = matching[word]; rest != 0; rest &= rest - 1) {
                int number = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (context.stands(number, text, start, found.end(number))) {
                    add(number, start, found.end(number));
                }
            }
        }
    }

    private void add(int word, int start, int end) {
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
        words[count] = word;
        starts[count] = start;
        ends[count++] = end;
    }

    /** Those in the name of its field. */
    BitSet inField(int start) {
        String its = names.isPresent() ? fields.at(start) : field;
        if (!its.equals(field)) {
            field = its;
            inField.clear();
            byte[] octets = its.substring(Math.max(0, its.length() - LONGEST_NAME)).getBytes(StandardCharsets.UTF_8);
            name = new Stretch(octets, octets.length, 0, octets.length);
            names.orElseThrow().on(name).names(0, octets.length);
        }
        return inField;
    }

    private void named(int start, Ends found) {
        long[] matching = found.patterns();
        for (int word = 0; word < matching.length; word++) {
            for (long rest = matching[word]; rest != 0; rest &= rest - 1) {
                int number = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (context.stands(number, name, start, found.end(number))) {
                    inField.set(number);
                }
            }
        }
    }
}
