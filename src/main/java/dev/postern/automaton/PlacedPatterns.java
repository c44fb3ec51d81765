package dev.postern.automaton;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Many linear patterns that are tried from places the caller chooses: which of them match from there, and where the longest match of each ends. A place costs next to nothing when no pattern begins
 * with its first two octets; what is tried looks at most at the longest match's octets. Immutable; for any thread.
 */
public final class PlacedPatterns {

    /** Is given what is found. */
    @FunctionalInterface
    public interface Matches {

        /** From this index some patterns match. */
        void from(int start, Ends ends);
    }

    private final AnchoredSet set;
    private final Beginnings beginnings;

    /** Of words in names. */
    private final Optional<WordStarts> starts;

    private PlacedPatterns(AnchoredSet set, Optional<WordStarts> starts) {
        this.set = set;
        this.starts = starts;
        beginnings = Beginnings.of(set);
    }

    /**
     * Words as they stand in prose and as parts of names, for {@link Trial#names}: ASCII letters of either case, a blank as one blank, underscore or hyphen, or nothing.
     *
     * @param words at least one; none of them empty
     */
    public static PlacedPatterns ofWords(List<String> words, int longest) {
        List<byte[]> octets = words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
        return new PlacedPatterns(AnchoredSet.of(octets.stream().map(PlacedPatterns::pattern).toList(), longest), Optional.of(new WordStarts(octets)));
    }

    private static BytePattern pattern(byte[] word) {
        StringBuilder pattern = new StringBuilder();
        for (byte octet : word) {
            pattern.append(octet == ' ' ? "[ _-]?" : String.format(Locale.ROOT, "\\x%02x", octet));
        }
        return BytePattern.compile(pattern.toString(), Set.of(BytePattern.Flag.CASE_INSENSITIVE));
    }

    /**
     * @param patterns at least one
     * @param longest  octets of a match; of longer ones only what is no longer is seen
     * @throws IllegalArgumentException if a pattern is not linear or asks for the last newline
     */
    public static PlacedPatterns of(List<BytePattern> patterns, int longest) {
        return new PlacedPatterns(AnchoredSet.of(patterns, longest), Optional.empty());
    }

    /** @param patterns by number */
    static PlacedPatterns of(SortedMap<Integer, BytePattern> patterns, int longest) {
        return new PlacedPatterns(AnchoredSet.of(patterns, longest, AnchoredSet.BUDGET_BYTES), Optional.empty());
    }

    Beginnings beginnings() {
        return beginnings;
    }

    public Trial on(Stretch text, Matches into) {
        return trial(into).on(text);
    }

    /** For texts that are said later, one after another. */
    public Trial trial(Matches into) {
        return new Trial(Optional.of(this), into);
    }

    /** With no patterns nothing is found. */
    static Trial trial(Optional<PlacedPatterns> patterns, Matches into) {
        return new Trial(patterns, into);
    }

    /** Searches of one text after another: what they need besides it is made once. For one thread. */
    public static final class Trial {

        private static final Beginnings NOTHING = new Beginnings(new long[Beginnings.WORDS], ByteSet.NONE);
        private static final WordStarts NO_WORDS = new WordStarts(List.of());
        private static final Lost NOTHING_LOST = new Lost();

        private final Optional<AnchoredSet> set;
        private final Beginnings beginnings;
        private final Lost lost;
        private final WordStarts starts;
        private final Matches into;
        private final Lanes lanes;
        private final Ends ends;
        private Stretch text = Stretch.NOTHING;

        private Trial(Optional<PlacedPatterns> patterns, Matches into) {
            set = patterns.map(some -> some.set);
            beginnings = patterns.map(some -> some.beginnings).orElse(NOTHING);
            lost = set.map(AnchoredSet::lost).orElse(NOTHING_LOST);
            starts = patterns.flatMap(some -> some.starts).orElse(NO_WORDS);
            this.into = into;
            lanes = new Lanes(set);
            ends = set.map(AnchoredSet::ends).orElseGet(() -> new Ends(0));
        }

        /** What is searched from now on. Said before anything is asked. */
        public Trial on(Stretch another) {
            text = another;
            return this;
        }

        /** Gives what matches from this index on. */
        public void at(int at) {
            if (at + 1 == text.length() ? beginnings.first().contains(text.octets()[at] & 0xff) : beginnings.at(text.octets(), at)) {
                match(at);
            }
        }

        /** The same, at the latest in {@link #finish}, of places by their bits, that of the lowest bit first; where the text ends soon, at once. */
        void each(int first, long places) {
            if (set.isEmpty() || places == 0) {
                return;
            }
            int ahead = text.length() - Lanes.AHEAD - first;
            long near = ahead >= Lanes.BLOCK - 1 ? -1 : ahead < 0 ? 0 : (2L << ahead) - 1;
            byte[] in = text.octets();
            int[] all = lanes.places();
            int added = lanes.count();
            for (long rest = places & near; rest != 0; rest &= rest - 1) {
                int place = first + Long.numberOfTrailingZeros(rest);
                all[added] = place;
                added += (int) beginnings.bit(OctetMasks.two(in, place));
            }
            lanes.waiting(added);
            if (lanes.full()) {
                finish();
            }
            for (long rest = places & ~near; rest != 0; rest &= rest - 1) {
                at(first + Long.numberOfTrailingZeros(rest));
            }
        }

        /** The same of one place; at once if the text ends soon. */
        void soon(int place) {
            if (place + Lanes.AHEAD > text.length()) {
                at(place);
            } else {
                each(place, 1);
            }
        }

        Lanes lanes() {
            return lanes;
        }

        /** Tries what waits. */
        void finish() {
            if (lanes.count() == 0) {
                return;
            }
            AnchoredSet tried = set.orElseThrow();
            byte[] in = text.octets();
            int[] all = lanes.places();
            int left = 0;
            for (int i = 0; i < lanes.count(); i++) {
                int place = all[i];
                long eight = OctetMasks.eight(in, place);
                all[left] = place;
                left += (int) lost.kept(eight);
            }
            lanes.waiting(left);
            lanes.run(tried, in);
            for (int i = 0; i < lanes.promised(); i++) {
                int at = lanes.promising()[i];
                tried.goOn(text, at, at + lanes.reached()[i], lanes.generation(), lanes.from()[i], ends);
                if (ends.any()) {
                    into.from(at, ends);
                }
            }
        }

        /** Tries every place between these where a part of a name may begin: a small letter or digit that follows on neither letter nor digit, any capital, a character beyond ASCII. */
        public void names(int from, int to) {
            NamePlaces.each(text, from, to, starts, this);
        }

        private void match(int at) {
            set.orElseThrow().match(text, at, ends);
            if (ends.any()) {
                into.from(at, ends);
            }
        }
    }

    @Override
    public String toString() {
        return set.toString();
    }
}
