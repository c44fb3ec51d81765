package dev.postern.automaton;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Many linear patterns that are tried from places the caller chooses: which of them match from there, and where the longest match of each ends. A place costs next to nothing when no pattern begins
 * with its first two octets; what is tried looks at most at the longest match's octets. Immutable; for any thread.
 */
public final class PlacedPatterns {

    /** Is given what is found: the number of a pattern, where its match begins, and where the longest one from there ends. */
    @FunctionalInterface
    public interface Matches {
        void match(int pattern, int start, int end);
    }

    private final AnchoredSet set;
    private final int[] numbers;
    private final Beginnings beginnings;

    /** @param numbers what the patterns are called outside */
    PlacedPatterns(AnchoredSet set, int[] numbers) {
        this.set = set;
        this.numbers = numbers;
        beginnings = Beginnings.of(set);
    }

    /**
     * @param longest octets of a match; of longer ones only what is no longer is seen
     * @throws IllegalArgumentException if a pattern is not linear or asks for the last newline
     */
    public static PlacedPatterns of(List<BytePattern> patterns, int longest) {
        return new PlacedPatterns(AnchoredSet.of(patterns, longest), IntStream.range(0, patterns.size()).toArray());
    }

    Beginnings beginnings() {
        return beginnings;
    }

    public Trial on(Stretch text, Matches into) {
        return new Trial(text, into);
    }

    /** One search of a text. For one thread. */
    public final class Trial {

        private final Stretch text;
        private final Matches into;
        private Ends ends;

        private Trial(Stretch text, Matches into) {
            this.text = text;
            this.into = into;
        }

        /** Gives what matches from this index on. */
        public void at(int at) {
            if (at + 1 == text.length() || beginnings.at(text.octets(), at)) {
                match(at);
            }
        }

        /** The same where {@link Beginnings} has been asked. */
        void match(int at) {
            if (ends == null) {
                ends = set.ends();
            }
            set.match(text, at, ends);
            if (ends.any()) {
                for (int pattern = ends.next(0); pattern >= 0; pattern = ends.next(pattern + 1)) {
                    into.match(numbers[pattern], at, ends.end(pattern));
                }
            }
        }
    }

    @Override
    public String toString() {
        return set.toString();
    }
}
