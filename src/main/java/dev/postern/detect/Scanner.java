package dev.postern.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds sensitive data in windows of text: what some finders find, raised by words beside it ({@link Context}), as far as it reaches its type's threshold, without overlaps ({@link Overlaps}).
 * Immutable; for any thread; linear in the window whatever the text.
 *
 * <p>A hit that begins in a window's part is weighed against others that do. So one that reaches beyond the part stands before one that begins there.
 */
public final class Scanner {

    private static final Comparator<Hit> BY_PLACE = Comparator.comparingInt(Hit::start);

    /** Scans at once that find what the last one before needed. */
    private static final int IDLE = 16;

    /** Finds what may count. */
    @FunctionalInterface
    private interface Search {
        Finder.Searcher searcher(Nearby nearby, Consumer<Hit> into);
    }

    private final List<Search> searches;
    /** What scans need besides the window: that of the last one, for the next. */
    private final AtomicReferenceArray<Scan> idle = new AtomicReferenceArray<>(IDLE);
    private final Thresholds thresholds;
    private final Context context;
    private final Overlaps overlaps;

    /**
     * @param finders the types of the first ones stand first in the table
     * @throws IllegalArgumentException if a word begins with neither letter nor digit
     */
    public Scanner(List<Finder> finders, Thresholds thresholds) {
        this.thresholds = thresholds;
        Map<InfoType, List<String>> words = new LinkedHashMap<>();
        Map<String, Integer> places = new HashMap<>();
        for (Finder finder : finders) {
            finder.words().forEach((type, some) -> {
                words.merge(type, some, Scanner::joined);
                places.putIfAbsent(type.name(), places.size());
            });
        }
        context = new Context(words);
        overlaps = new Overlaps(type -> places.getOrDefault(type.name(), places.size()));
        searches = finders.stream().map(this::search).toList();
    }

    private Search search(Finder finder) {
        if (finder instanceof ShapeFinder shapes) {
            ShapeSieve sieve = new ShapeSieve(shapes.forms(), thresholds, context);
            return sieve::searcher;
        }
        return (nearby, into) -> finder.searcher(hit -> {
            if (context.most(hit.type(), hit.confidence()) >= thresholds.of(hit.type())) {
                into.accept(hit);
            }
        });
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** What begins in the window's part, by where it begins. */
    public List<Hit> scan(Window window, FieldNames fields) {
        return scan(window, fields, hit -> true);
    }

    /** @param wanted others stand in nobody's way: they are left out before overlaps are resolved */
    public List<Hit> scan(Window window, FieldNames fields, Predicate<Hit> wanted) {
        int place = (int) Thread.currentThread().threadId() & IDLE - 1;
        Scan free = idle.getAndSet(place, null);
        Scan scan = free == null ? new Scan() : free;
        List<Hit> found = scan.of(window, fields, wanted);
        idle.set(place, scan);
        return found;
    }

    /** One after another. For one thread at a time; between two it keeps no text. */
    private final class Scan {

        private final List<Hit> possible = new ArrayList<>();
        private final Nearby nearby = new Nearby(context);
        private final Finder.Searcher[] searchers = searches.stream().map(search -> search.searcher(nearby, possible::add)).toArray(Finder.Searcher[]::new);

        List<Hit> of(Window window, FieldNames fields, Predicate<Hit> wanted) {
            nearby.on(window, fields);
            for (Finder.Searcher searcher : searchers) {
                searcher.find(window);
            }
            List<Hit> found = possible.isEmpty() ? List.of() : overlaps.resolved(counting(possible, nearby, wanted));
            possible.clear();
            nearby.on(Window.NOTHING, FieldNames.NONE);
            return found;
        }
    }

    private List<Hit> counting(List<Hit> possible, Nearby nearby, Predicate<Hit> wanted) {
        possible.sort(BY_PLACE);
        List<Hit> counting = new ArrayList<>();
        for (Hit hit : possible) {
            Hit raised = hit.confidence() < Hit.CERTAIN && nearby.any(hit.start(), context.of(hit.type())) ? hit.raised(Context.raised(hit.confidence())) : hit;
            if (raised.confidence() >= thresholds.of(raised.type()) && wanted.test(raised)) {
                counting.add(raised);
            }
        }
        return counting;
    }
}
