package dev.postern.detect;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Ends;
import dev.postern.automaton.PlacedPatterns;
import dev.postern.automaton.Stretch;
import dev.postern.automaton.WordPatterns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Shapes of many detectors, looked for together. Immutable; for any thread. */
final class Shapes {

    /**
     * A shape with whose it is.
     *
     * @param most confidence that the check may make of it
     */
    record Form(Detector detector, Shape shape, int most, BytePattern pattern) {

        /** Of one detector the most confident first. */
        static List<Form> of(List<Detector> detectors) {
            List<Form> forms = new ArrayList<>();
            for (Detector detector : detectors) {
                detector.shapes().stream().sorted(Comparator.comparing(Shape::confidence).reversed()).map(shape -> of(detector, shape)).forEach(forms::add);
            }
            return List.copyOf(forms);
        }

        private static Form of(Detector detector, Shape shape) {
            String octets = new String(shape.pattern().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            BytePattern pattern = BytePattern.compile(octets, Set.of(BytePattern.Flag.DOLLAR_END_ONLY));
            return new Form(detector, shape, Math.max(shape.confidence(), detector.most()), WordPatterns.checked(pattern));
        }
    }

    /** Which shapes are worth a check at a place: what is not wanted is not given. */
    @FunctionalInterface
    interface Wish {

        /** Bit <i>i</i> is that of form <i>i</i>. */
        long[] at(int start, long[] matching);
    }

    private final List<Form> forms;
    private final WordPatterns patterns;

    Shapes(List<Form> forms) {
        this.forms = List.copyOf(forms);
        patterns = WordPatterns.of(forms.stream().map(Form::pattern).toList(), Window.MOST_HIT_BYTES);
    }

    List<Form> forms() {
        return forms;
    }

    /** The bits of some forms. */
    long[] those(Predicate<Form> which) {
        long[] bits = new long[(forms.size() + 63) / 64];
        for (int i = 0; i < forms.size(); i++) {
            bits[i >> 6] |= which.test(forms.get(i)) ? 1L << i : 0;
        }
        return bits;
    }

    /** For one thread. */
    Finder.Searcher searcher(Wish wish, Consumer<Hit> into) {
        return new Checking(wish, into);
    }

    private final class Checking implements Finder.Searcher, PlacedPatterns.Matches {

        private final Wish wish;
        private final Consumer<Hit> into;
        private final Candidate candidate = Candidate.of(Window.NOTHING, 0, 0);
        private final WordPatterns.Searcher searcher = patterns.searcher(this);

        Checking(Wish wish, Consumer<Hit> into) {
            this.wish = wish;
            this.into = into;
        }

        @Override
        public void find(Window window) {
            candidate.on(window);
            searcher.find(new Stretch(window.text(), window.length(), window.from(), window.to()));
            candidate.on(Window.NOTHING);
        }

        @Override
        public void from(int start, Ends ends) {
            long[] matching = ends.patterns();
            long[] wanted = wish.at(start, matching);
            Detector last = null;
            for (int word = 0; word < matching.length; word++) {
                for (long rest = matching[word] & wanted[word]; rest != 0; rest &= rest - 1) {
                    int number = (word << 6) + Long.numberOfTrailingZeros(rest);
                    Form form = forms.get(number);
                    if (candidate.move(start, ends.end(number)) || form.detector != last) {
                        last = form.detector;
                        check(form);
                    }
                }
            }
        }

        private void check(Form form) {
            int checked = form.detector.check().confidence(candidate, form.shape.confidence());
            assert checked <= form.most : form.detector.type() + " raises " + form.shape.confidence() + " to " + checked + ": say raisedTo(" + checked + ")";
            int confidence = Math.min(form.most, checked);
            if (confidence > Check.NO) {
                into.accept(candidate.hit(form.detector.type(), confidence));
            }
        }
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
