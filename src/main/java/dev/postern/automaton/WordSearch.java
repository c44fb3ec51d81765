package dev.postern.automaton;

/** A way to come to the places where some patterns may match. Immutable. */
sealed interface WordSearch permits EverywhereSearch, PivotSearch {

    void find(Stretch text, PlacedPatterns.Matches into);
}
