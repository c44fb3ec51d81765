package dev.postern.detect;

import dev.postern.automaton.Ends;
import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Words beside places of one window. Each octet is looked at once, and only near places that are asked about. For one thread. */
final class Nearby {

    /** Words are looked for in so many octets at once. */
    private static final int CELL = 256;
    private static final int LONGEST_NAME = 512;
    private static final int WORDS_AT_FIRST = 32;
    private static final int NOWHERE = -1;

    private final Context context;
    private final FieldNames fields;
    private final Stretch text;
    private final Optional<PlacedPatterns.Trial> trial;
    /** By cell, where the first of its words stands in the lists. */
    private final int[] firsts;
    /** By cell, behind the last of its words, and one more; nought if it was not looked at yet. */
    private final int[] lasts;
    private int[] words = new int[WORDS_AT_FIRST];
    private int[] starts = new int[WORDS_AT_FIRST];
    private int[] ends = new int[WORDS_AT_FIRST];
    private int count;
    private int place = NOWHERE;
    private final BitSet near = new BitSet();
    private String field = "";
    private final BitSet inField = new BitSet();

    Nearby(Context context, Window window, FieldNames fields) {
        this.context = context;
        this.fields = fields;
        text = new Stretch(window.text(), window.length(), 0, window.length());
        trial = context.words().map(patterns -> patterns.on(text, this::found));
        firsts = new int[window.length() / CELL + 1];
        lasts = new int[firsts.length];
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
        String name = trial.isPresent() ? fields.at(start) : field;
        if (!name.equals(field)) {
            field = name;
            inField.clear();
            byte[] octets = name.substring(Math.max(0, name.length() - LONGEST_NAME)).getBytes(StandardCharsets.UTF_8);
            Stretch whole = new Stretch(octets, octets.length, 0, octets.length);
            context.words().orElseThrow().on(whole, (at, found) -> named(whole, at, found)).names(0, octets.length);
        }
        return inField;
    }

    private void named(Stretch name, int start, Ends found) {
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
