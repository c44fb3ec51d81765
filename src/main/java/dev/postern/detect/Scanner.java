package dev.postern.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds sensitive data in windows of text: what some finders find, raised by words beside it ({@link Context}), as far as it reaches its type's threshold, without overlaps ({@link Overlaps}).
 * Immutable; for any thread; linear in the window whatever the text.
 *
 * <p>A hit that begins in a window's part is weighed against others that do. So one that reaches beyond the part stands before one that begins there.
 */
public final class Scanner {

    private static final Comparator<Hit> BY_PLACE = Comparator.comparingInt(Hit::start);

    /** Puts into a list what may count. */
    @FunctionalInterface
    private interface Search {
        void find(Window window, Nearby nearby, List<Hit> into);
    }

    private final List<Search> searches;
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
            return (window, nearby, into) -> sieve.find(window, nearby, into::add);
        }
        return (window, nearby, into) -> finder.find(window, hit -> {
            if (context.most(hit.type(), hit.confidence()) >= thresholds.of(hit.type())) {
                into.add(hit);
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
        List<Hit> possible = new ArrayList<>();
        Nearby nearby = new Nearby(context, window, fields);
        for (Search search : searches) {
            search.find(window, nearby, possible);
        }
        return possible.isEmpty() ? List.of() : overlaps.resolved(counting(possible, nearby, wanted));
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
