package dev.postern.lexicon;

import dev.postern.detect.Finder;
import dev.postern.detect.Hit;
import dev.postern.detect.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a finder finds in a text, whole or in parts. */
public final class Parts {

    private Parts() {}

    public static List<Hit> whole(Finder finder, byte[] text) {
        return hits(finder, text, 0, text.length);
    }

    /** Cut at one place into two windows, in arrays that have more than their text. */
    public static List<Hit> cut(Finder finder, byte[] text, int at) {
        List<Hit> hits = new ArrayList<>(hits(finder, text, 0, at));
        hits.addAll(hits(finder, text, at, text.length));
        return sorted(hits);
    }

    private static List<Hit> hits(Finder finder, byte[] text, int from, int to) {
        int first = Math.max(0, from - Window.CONTEXT_BYTES);
        int last = Math.min(text.length, to + Window.MOST_HIT_BYTES);
        byte[] octets = Arrays.copyOfRange(text, first, last + 20);
        Arrays.fill(octets, last - first, octets.length, (byte) 'a');
        List<Hit> hits = new ArrayList<>();
        finder.find(new Window(octets, last - first, from - first, to - first), hit -> hits.add(new Hit(hit.type(), hit.start() + first, hit.end() + first, hit.confidence())));
        return sorted(hits);
    }

    private static List<Hit> sorted(List<Hit> hits) {
        return hits.stream().distinct().sorted(Comparator.comparingInt(Hit::start).thenComparingInt(Hit::end).thenComparing(hit -> hit.type().name()).thenComparingInt(Hit::confidence)).toList();
    }
}
