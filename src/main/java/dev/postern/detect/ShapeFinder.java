package dev.postern.detect;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds what has the form of some detectors' data and passes their checks, all detectors in one pass. Of shapes of one detector that match the same octets the most confident one counts. A
 * {@link Scanner} looks for the shapes that can reach its thresholds alone, and checks those that need a word beside them where there is one.
 */
public final class ShapeFinder implements Finder {

    private final List<Detector> detectors;
    private final List<Shapes.Form> forms;
    /** Everything, built when it is asked for: a scanner builds its own. */
    private volatile Everything everything;

    private record Everything(Shapes shapes, long[] all) {}

    private ShapeFinder(List<Detector> detectors) {
        this.detectors = detectors;
        forms = Shapes.Form.of(detectors);
    }

    /** @throws IllegalArgumentException if a shape is no pattern, or none that can be searched for in linear time */
    public static ShapeFinder of(List<Detector> detectors) {
        return new ShapeFinder(List.copyOf(detectors));
    }

    List<Shapes.Form> forms() {
        return forms;
    }

    @Override
    public void find(Window window, Consumer<Hit> into) {
        Everything built = everything;
        if (built == null) {
            Shapes shapes = new Shapes(forms);
            built = new Everything(shapes, shapes.those(form -> true));
            everything = built;
        }
        long[] all = built.all;
        built.shapes.searcher((start, matching) -> all, into).find(window);
    }

    @Override
    public Map<InfoType, List<String>> words() {
        Map<InfoType, List<String>> words = new LinkedHashMap<>();
        detectors.forEach(detector -> words.put(detector.type(), detector.words()));
        return words;
    }
}
