package dev.postern.office;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What could be read of a document, and why not more.
 *
 * @param text   of all its parts, in order
 * @param places where its stretches stand, by their beginning; the last before an index is its place
 * @param gaps   empty when all of it could be read
 */
public record Extracted(String text, List<Place> places, Set<Unreadable> gaps) {

    /**
     * Where text stands in a document.
     *
     * @param from index in the text of the first character
     * @param name {@code page 3}, {@code Sheet1!B2}, {@code slide 4}, {@code header1}, {@code annex.zip/list.csv}; not to be trusted: it may hold what the document's author wrote
     */
    public record Place(int from, String name) {}

    public Extracted {
        places = List.copyOf(places);
        EnumSet<Unreadable> copy = EnumSet.noneOf(Unreadable.class);
        copy.addAll(gaps);
        gaps = Collections.unmodifiableSet(copy);
    }

    /** The name of the place where this character stands; empty before the first. */
    public String placeAt(int index) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (places.get(middle).from() <= index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? "" : places.get(low - 1).name();
    }
}
