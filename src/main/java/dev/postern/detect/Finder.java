package dev.postern.detect;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds data in text. Immutable; for any thread; time linear in the window whatever the text, and what it finds at a place depends on the {@link Window#MOST_HIT_BYTES} behind and
 * {@link Window#CONTEXT_BYTES} before it alone.
 */
public interface Finder {

    /** Gives every hit that begins in the window's part, in any order, overlapping ones too, those of low confidence too. */
    void find(Window window, Consumer<Hit> into);

    /** For one window after another. What is found is given to one and the same consumer. */
    default Searcher searcher(Consumer<Hit> into) {
        return window -> find(window, into);
    }

    /** Searches of one window after another, which keep what they need besides from one to the next, and no window. For one thread. */
    @FunctionalInterface
    interface Searcher {

        /** As {@link Finder#find}. */
        void find(Window window);
    }

    /** Words that make its types likelier when they stand before a hit or name its field, as in {@link Detector#words}. */
    default Map<InfoType, List<String>> words() {
        return Map.of();
    }
}
