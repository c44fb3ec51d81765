package dev.postern.conformance;

import dev.postern.detect.Detector;
import dev.postern.detect.Hit;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Window;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a hit is, in characters (code points) of the text. */
record Place(int start, int end) {

    static Place of(JsonArray pair) {
        return new Place(pair.getInteger(0), pair.getInteger(1));
    }

    /** Presidio's patterns may take a blank before the data with it; ours never do. */
    Place withoutBlankBefore(String text) {
        return start < end && end <= text.codePointCount(0, text.length()) && text.codePointAt(text.offsetByCodePoints(0, start)) == ' ' ? new Place(start + 1, end).withoutBlankBefore(text) : this;
    }

    /** The hits of one detector, in the order of the text; what is inside of another is not one more. */
    static List<Place> of(Detector detector, String text, int leastConfidence) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        List<Hit> hits = new ArrayList<>();
        ShapeFinder.of(List.of(detector)).find(Window.whole(octets), hits::add);
        hits.removeIf(hit -> hit.confidence() < leastConfidence);
        hits.sort(Comparator.comparingInt((Hit hit) -> hit.start() - hit.end()).thenComparing(Hit::start));
        List<Hit> kept = new ArrayList<>();
        for (Hit hit : hits) {
            if (kept.stream().noneMatch(other -> other.start() <= hit.start() && hit.end() <= other.end())) {
                kept.add(hit);
            }
        }
        return kept.stream().sorted(Comparator.comparingInt(Hit::start)).map(hit -> new Place(characters(octets, hit.start()), characters(octets, hit.end()))).toList();
    }

    /** What stands there. */
    String of(String text) {
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    private static int characters(byte[] octets, int length) {
        String before = new String(octets, 0, length, StandardCharsets.UTF_8);
        return before.codePointCount(0, before.length());
    }

    @Override
    public String toString() {
        return start + "-" + end;
    }
}
