package dev.postern.detector;

import dev.postern.detect.Detector;
import dev.postern.detect.Hit;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one detector alone finds, without words beside it and without a threshold. Hits that overlap give way to the surest, then to the longest. */
final class Found {

    private static final Map<Detector, ShapeFinder> FINDERS = new ConcurrentHashMap<>();

    private Found() {}

    static List<Hit> hits(Detector detector, String text) {
        List<Hit> all = new ArrayList<>();
        FINDERS.computeIfAbsent(detector, one -> ShapeFinder.of(List.of(one))).find(Window.whole(text.getBytes(StandardCharsets.UTF_8)), all::add);
        return resolved(all);
    }

    /** For tables: what is found as it stands in the text, each with its confidence, {@code 4111111111111111@65 & …}; {@code -} for nothing. */
    static String in(String text, Detector detector) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return hits(detector, text).stream().map(hit -> new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8) + '@' + hit.confidence())
                .reduce((one, other) -> one + " & " + other).orElse("-");
    }

    private static List<Hit> resolved(List<Hit> all) {
        List<Hit> kept = new ArrayList<>();
        all.sort(Comparator.comparingInt(Hit::confidence).thenComparingInt(hit -> hit.end() - hit.start()).reversed());
        for (Hit hit : all) {
            if (kept.stream().noneMatch(other -> hit.start() < other.end() && other.start() < hit.end())) {
                kept.add(hit);
            }
        }
        kept.sort(Comparator.comparingInt(Hit::start));
        return kept;
    }
}
