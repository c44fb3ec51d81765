package dev.postern.protection;

import java.util.Arrays;
import java.util.Optional;

/** The characters of an alphabet in a text, as numerals, and what stands between them. Confined to one use. */
final class Numerals {

    private final Alphabet alphabet;
    private final char[] text;
    private final int[] places;
    private final byte[] ranks;

    private Numerals(Alphabet alphabet, char[] text, int[] places) {
        this.alphabet = alphabet;
        this.text = text;
        this.places = places;
        this.ranks = new byte[places.length];
        for (int i = 0; i < places.length; i++) {
            ranks[i] = (byte) alphabet.rank(text[places[i]]);
        }
    }

    /** Empty when the text has letters or digits beyond the alphabet. */
    static Optional<Numerals> of(Alphabet alphabet, String value) {
        char[] text = value.toCharArray();
        int[] places = new int[text.length];
        int count = 0;
        for (int i = 0; i < text.length; i++) {
            if (alphabet.rank(text[i]) >= 0) {
                places[count++] = i;
            } else if (!Alphabet.separates(text[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Numerals(alphabet, text, Arrays.copyOf(places, count)));
    }

    /** To be written to. */
    byte[] ranks() {
        return ranks;
    }

    /** The text with what the numerals are now. */
    @Override
    public String toString() {
        for (int i = 0; i < places.length; i++) {
            text[places[i]] = alphabet.character(ranks[i]);
        }
        return new String(text);
    }
}
