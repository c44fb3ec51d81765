package dev.postern.lexicon;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Phrases;
import dev.postern.detect.Detector;
import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.InfoType;
import dev.postern.detect.Shape;
import dev.postern.detect.ShapeFinder;
import dev.postern.detect.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds what matches a pattern of the user's. As any {@link Shape} it begins where a word begins or with a character of no word, the longest match is taken, and what cannot be searched for in
 * linear time is refused. Immutable, for any thread.
 */
public final class CustomPattern implements Finder {

    /**
     * @param pattern    in PCRE's syntax, linear
     * @param group      what of the pattern is the data; 0: all of it
     * @param keywords   one must stand in the match, or up to half of {@link Window#CONTEXT_BYTES} before or behind it; none: it need not
     * @param words      raise the confidence when they stand before it or name its field
     * @param validator  must hold for the whole match
     * @param confidence of what is found, 1 to 100
     */
    public record Definition(InfoType type, String pattern, int group, List<String> keywords, List<String> words, Validator validator, int confidence) {
        public Definition {
            keywords = List.copyOf(keywords);
            words = List.copyOf(words);
        }
    }

    private final ShapeFinder finder;
    private final int group;
    private final BytePattern pattern;
    private final Optional<Phrases> keywords;

    private CustomPattern(Definition definition, BytePattern pattern) {
        this.pattern = pattern;
        group = definition.group;
        finder = ShapeFinder.of(List.of(new Detector(definition.type, List.of(new Shape(definition.pattern, definition.confidence)), definition.validator.check(), definition.words, 0)));
        keywords = definition.keywords.isEmpty() ? Optional.empty() : Optional.of(Phrases.of(definition.keywords.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList()));
    }

    /** @throws IllegalArgumentException if the pattern cannot be used, has no such group, or a key word is empty */
    public static CustomPattern of(Definition definition) {
        String octets = new String(definition.pattern.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        BytePattern pattern = BytePattern.compile(octets, Set.of(BytePattern.Flag.DOLLAR_END_ONLY));
        if (!pattern.linear()) {
            throw new IllegalArgumentException("the pattern looks ahead, behind or back: it could not be searched for in linear time");
        }
        if (definition.group < 0 || definition.group > pattern.groups()) {
            throw new IllegalArgumentException("there is no group " + definition.group + ": the pattern has " + pattern.groups());
        }
        if (definition.confidence < 1 || definition.confidence > Hit.CERTAIN) {
            throw new IllegalArgumentException("the confidence is 1 to " + Hit.CERTAIN + ", not " + definition.confidence);
        }
        return new CustomPattern(definition, pattern);
    }

    @Override
    public Map<InfoType, List<String>> words() {
        return finder.words();
    }

    @Override
    public void find(Window window, Consumer<Hit> into) {
        if (group == 0 && keywords.isEmpty()) {
            finder.find(window, into);
            return;
        }
        List<Hit> hits = new ArrayList<>();
        Window wider = group == 0 ? window : new Window(window.text(), window.length(), Math.max(0, window.from() - Window.CONTEXT_BYTES / 2), window.to());
        finder.find(wider, hits::add);
        for (Hit hit : hits) {
            if (keyworded(window, hit)) {
                grouped(window, hit).filter(part -> part.start() >= window.from() && part.start() < window.to()).ifPresent(into);
            }
        }
    }

    private boolean keyworded(Window window, Hit hit) {
        if (keywords.isEmpty()) {
            return true;
        }
        int reach = Window.CONTEXT_BYTES / 2;
        byte[] around = Arrays.copyOfRange(window.text(), Math.max(0, hit.start() - reach), Math.min(window.length(), hit.end() + reach));
        return keywords.get().find(around) >= 0;
    }

    /** What the group took; all of the match where it took nothing, or begins too far behind the match's beginning to be seen from there. */
    private Optional<Hit> grouped(Window window, Hit hit) {
        if (group == 0) {
            return Optional.of(hit);
        }
        int before = Math.max(0, hit.start() - 1);
        byte[] slice = Arrays.copyOfRange(window.text(), before, Math.min(window.length(), hit.end() + 1));
        int[] groups = pattern.captures(slice, hit.start() - before);
        int start = before + groups[2 * group];
        int end = before + groups[2 * group + 1];
        boolean within = groups[0] == hit.start() - before && groups[2 * group] >= 0 && end > start && start - hit.start() < Window.CONTEXT_BYTES / 2;
        return Optional.of(within ? new Hit(hit.type(), start, end, hit.confidence()) : hit);
    }
}
