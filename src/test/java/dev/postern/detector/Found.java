package dev.postern.detector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.postern.detect.Candidate;
import dev.postern.detect.Detector;
import dev.postern.detect.Hit;
import dev.postern.detect.Shape;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one detector alone finds, by brute force: each of its forms at each place where a word begins or no word stands. No context; overlapping hits give way to the surest, then to the longest. */
final class Found {

    private static final Map<Shape, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private Found() {}

    static List<Hit> hits(Detector detector, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        String latin = new String(octets, StandardCharsets.ISO_8859_1);
        List<Hit> all = new ArrayList<>();
        for (int at = 0; at < latin.length(); at++) {
            if (at == 0 || !word(latin.charAt(at)) || !word(latin.charAt(at - 1))) {
                for (Shape shape : detector.shapes()) {
                    Matcher matcher = PATTERNS.computeIfAbsent(shape, Found::compiled).matcher(latin.substring(at));
                    if (matcher.lookingAt()) {
                        check(detector, octets, at, at + matcher.end(), shape, all);
                    }
                }
            }
        }
        return resolved(all);
    }

    /** For tables: what is found as it stands in the text, each with its confidence, {@code 4111111111111111@65 & …}; {@code -} for nothing. */
    static String in(String text, Detector detector) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return hits(detector, text).stream().map(hit -> new String(octets, hit.start(), hit.end() - hit.start(), StandardCharsets.UTF_8) + '@' + hit.confidence())
                .reduce((one, other) -> one + " & " + other).orElse("-");
    }

    private static void check(Detector detector, byte[] octets, int start, int end, Shape shape, List<Hit> into) {
        int confidence = detector.check().confidence(Candidate.of(Window.whole(octets), start, end), shape.confidence());
        if (confidence > Math.max(shape.confidence(), detector.most())) {
            throw new AssertionError(detector.type() + " raises " + shape.confidence() + " to " + confidence + ": say raisedTo(" + confidence + ")");
        }
        if (confidence > 0) {
            into.add(new Hit(detector.type(), start, end, confidence));
        }
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

    private static Pattern compiled(Shape shape) {
        return Pattern.compile(shape.pattern(), Pattern.LONGEST_MATCH);
    }

    private static boolean word(char c) {
        return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
    }
}
