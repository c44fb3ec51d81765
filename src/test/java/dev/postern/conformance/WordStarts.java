package dev.postern.conformance;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.postern.detect.Candidate;
import dev.postern.detect.Check;
import dev.postern.detect.Detector;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.Shape;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Each shape at each place where it may begin: the plainest reading of what {@link Shape} promises. */
final class WordStarts implements Finder {

    private final Detector detector;
    private final Map<Shape, Pattern> patterns;

    WordStarts(Detector detector) {
        this.detector = detector;
        patterns = detector.shapes().stream().distinct().collect(Collectors.toMap(Function.identity(), shape -> Pattern.compile(shape.pattern(), Pattern.LONGEST_MATCH)));
    }

    @Override
    public void find(Window window, Consumer<Hit> into) {
        String text = new String(window.text(), 0, window.length(), StandardCharsets.ISO_8859_1);
        patterns.forEach((shape, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            for (int start = window.from(); start < window.to(); start++) {
                if (begins(text, start) && matcher.find(start) && matcher.start() == start && matcher.end() > start) {
                    int confidence = detector.check().confidence(Candidate.of(window, start, matcher.end()), shape.confidence());
                    if (confidence != Check.NO) {
                        into.accept(new Hit(detector.type(), start, matcher.end(), confidence));
                    }
                }
            }
        });
    }

    private static boolean begins(String text, int at) {
        return at == 0 || !word(text.charAt(at)) || !word(text.charAt(at - 1));
    }

    private static boolean word(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
    }
}
