package dev.postern.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.postern.detect.Detector;
import dev.postern.detect.ShapeFinder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What configuration relies on. */
final class DetectorsTest {

    static List<Detector> all() {
        return Detectors.ALL;
    }

    @Test
    void noNameIsTakenTwice() {
        List<String> names = Detectors.ALL.stream().flatMap(each -> Stream.concat(Stream.of(each.type().name()), each.type().aliases().stream())).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shapesCanBeSearchedForAndWordsStandOnce(Detector detector) {
        ShapeFinder.of(List.of(detector));
        assertEquals(detector.words().stream().distinct().toList(), detector.words());
        assertFalse(detector.type().title().matches("(a|an|the) .*"), detector.type().title());
        detector.shapes().forEach(shape -> assertEquals(Math.clamp(shape.confidence(), 1, 100), shape.confidence()));
    }

    @Test
    void nothingIsFoundInNothing() {
        for (Detector detector : Detectors.ALL) {
            assertEquals("-", Found.in("", detector));
            assertEquals("-", Found.in(" ", detector));
            assertEquals("-", Found.in("\0\0\0", detector));
        }
    }
}
