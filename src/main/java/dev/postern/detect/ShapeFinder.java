package dev.postern.detect;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Stretch;
import dev.postern.automaton.WordPatterns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what has the form of some detectors' data and passes their checks, all detectors in one pass. Of shapes of one detector that match the same octets the most confident one counts. Nothing
 * is allocated where no shape matches.
 */
public final class ShapeFinder implements Finder {

    /** @param number of the detector */
    private record Form(int number, Detector detector, int confidence) {}

    private final List<Detector> detectors;
    private final Form[] forms;
    private final WordPatterns patterns;

    private ShapeFinder(List<Detector> detectors, List<Shape> shapes, List<Form> forms) {
        this.detectors = detectors;
        this.forms = forms.toArray(Form[]::new);
        patterns = WordPatterns.of(shapes.stream().map(ShapeFinder::compiled).toList(), Window.MOST_HIT_BYTES);
    }

    /** @throws IllegalArgumentException if a shape is no pattern, or none that can be searched for in linear time */
    public static ShapeFinder of(List<Detector> detectors) {
        List<Shape> shapes = new ArrayList<>();
        List<Form> forms = new ArrayList<>();
        for (int i = 0; i < detectors.size(); i++) {
            for (Shape shape : detectors.get(i).shapes().stream().sorted(Comparator.comparing(Shape::confidence).reversed()).toList()) {
                shapes.add(shape);
                forms.add(new Form(i, detectors.get(i), shape.confidence()));
            }
        }
        return new ShapeFinder(List.copyOf(detectors), shapes, forms);
    }

    private static BytePattern compiled(Shape shape) {
        String octets = new String(shape.pattern().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return BytePattern.compile(octets, Set.of(BytePattern.Flag.DOLLAR_END_ONLY));
    }

    @Override
    public void find(Window window, Consumer<Hit> into) {
        patterns.find(new Stretch(window.text(), window.length(), window.from(), window.to()), new Checking(window, into)::match);
    }

    @Override
    public Map<InfoType, List<String>> words() {
        Map<InfoType, List<String>> words = new LinkedHashMap<>();
        detectors.forEach(detector -> words.put(detector.type(), detector.words()));
        return words;
    }

    private final class Checking {

        private final Consumer<Hit> into;
        private final Candidate candidate;
        private int detector = -1;

        Checking(Window window, Consumer<Hit> into) {
            this.into = into;
            candidate = Candidate.of(window, 0, 0);
        }

        void match(int pattern, int start, int end) {
            Form form = forms[pattern];
            if (!candidate.move(start, end) && form.number == detector) {
                return;
            }
            detector = form.number;
            int confidence = form.detector.check().confidence(candidate, form.confidence);
            if (confidence > Check.NO) {
                into.accept(new Hit(form.detector.type(), start, end, confidence));
            }
        }
    }

    @Override
    public String toString() {
        return detectors.size() + " detectors, " + patterns;
    }
}
