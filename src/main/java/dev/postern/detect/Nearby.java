package dev.postern.detect;

import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** Words beside the hits of one window, which are asked about by where they begin, the first one first. Each octet is looked at once, and only near such hits. For one thread. */
final class Nearby {

    private static final int LONGEST_NAME = 512;
    private static final int WORDS_AT_FIRST = 16;

    private final Context context;
    private final FieldNames fields;
    private final Stretch text;
    private final PlacedPatterns.Trial trial;
    /** How far words were looked for. */
    private int looked;
    private int[] words = new int[WORDS_AT_FIRST];
    private int[] starts = new int[WORDS_AT_FIRST];
    private int[] ends = new int[WORDS_AT_FIRST];
    private int first;
    private int count;
    private String field = "";
    private final BitSet inField = new BitSet();

    Nearby(Context context, Window window, FieldNames fields) {
        this.context = context;
        this.fields = fields;
        text = new Stretch(window.text(), window.length(), 0, window.length());
        trial = context.words().on(text, this::found);
    }

    /** Whether a word of the hit's type is beside it. */
    boolean has(Hit hit) {
        BitSet wanted = context.of(hit.type());
        return !wanted.isEmpty() && (before(hit.start(), wanted) || inField(hit.start(), wanted));
    }

    private boolean before(int place, BitSet wanted) {
        int least = Math.max(0, place - Context.REACH_BYTES);
        while (first < count && starts[first] < least) {
            first++;
        }
        if (looked < least) {
            looked = least;
        }
        look(place);
        for (int i = first; i < count; i++) {
            if (ends[i] <= place && wanted.get(words[i])) {
                return true;
            }
        }
        return false;
    }

    private void look(int end) {
        byte[] in = text.octets();
        for (; looked < end; looked++) {
            if (looked == 0 || !Letters.small(in[looked]) || !Letters.small(in[looked - 1]) && !Letters.capital(in[looked - 1])) {
                trial.at(looked);
            }
        }
    }

    private void found(int word, int start, int end) {
        if (context.stands(word, text, start, end)) {
            room();
            words[count] = word;
            starts[count] = start;
            ends[count++] = end;
        }
    }

    private void room() {
        if (count == words.length && first > 0) {
            System.arraycopy(words, first, words, 0, count - first);
            System.arraycopy(starts, first, starts, 0, count - first);
            System.arraycopy(ends, first, ends, 0, count - first);
            count -= first;
            first = 0;
        }
        if (count == words.length) {
            words = Arrays.copyOf(words, 2 * count);
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
    }

    private boolean inField(int place, BitSet wanted) {
        String name = fields.at(place);
        if (!name.equals(field)) {
            field = name;
            inField.clear();
            read(name);
        }
        return inField.intersects(wanted);
    }

    private void read(String name) {
        byte[] octets = name.substring(Math.max(0, name.length() - LONGEST_NAME)).getBytes(StandardCharsets.UTF_8);
        Stretch whole = new Stretch(octets, octets.length, 0, octets.length);
        PlacedPatterns.Trial words = context.words().on(whole, (word, start, end) -> {
            if (context.stands(word, whole, start, end)) {
                inField.set(word);
            }
        });
        for (int at = 0; at < octets.length; at++) {
            words.at(at);
        }
    }
}
