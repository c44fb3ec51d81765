package dev.postern.automaton;

/** A way to come to the places where some patterns may match. Immutable. */
sealed interface WordSearch permits EverywhereSearch, PivotSearch {

    /** Searches of one text after another, for one thread. */
    Run run(PlacedPatterns.Matches into);

    /** Searches of one text after another; keeps none. */
    @FunctionalInterface
    interface Run {

        void find(Stretch text);
    }
}
