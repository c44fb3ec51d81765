package dev.postern.detect;

import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Optional;

/** Words in names and paths of fields, of one after another; many that follow on each other are the same. For one thread. */
final class Names {

    private static final int LONGEST = 512;

    private final Optional<PlacedPatterns.Trial> trial;
    private Stretch name = Stretch.NOTHING;
    private String said = "";
    private final BitSet words = new BitSet();

    Names(Context context) {
        trial = context.words().map(patterns -> patterns.trial((start, found) -> context.each(name, start, found, (word, from, to) -> words.set(word))));
    }

    /** Numbers of the words in a name. Not to be changed; valid until the next question. */
    BitSet of(String another) {
        if (!another.equals(said) && trial.isPresent()) {
            said = another;
            words.clear();
            byte[] octets = said.substring(Math.max(0, said.length() - LONGEST)).getBytes(StandardCharsets.UTF_8);
            name = new Stretch(octets, octets.length, 0, octets.length);
            trial.get().on(name).names(0, octets.length);
        }
        return words;
    }

    void forget() {
        said = "";
        words.clear();
        name = Stretch.NOTHING;
        trial.ifPresent(some -> some.on(Stretch.NOTHING));
    }
}
