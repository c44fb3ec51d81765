package dev.postern.waf;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;
import dev.postern.automaton.InvalidPatternException;
import dev.postern.config.Located;
import dev.postern.config.Problems;
import dev.postern.seclang.Selection;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds rules by id, tag or message; at load only. */
final class RuleIndex {

    /** What a rule is found by. */
    record Entry(int id, List<String> tags, String message) {

        Entry {
            tags = List.copyOf(tags);
        }
    }

    private final List<Entry> entries;

    RuleIndex(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The ordinals of the rules meant. */
    BitSet select(Selection selection, Problems problems) {
        Predicate<Entry> meant = predicate(selection, problems);
        BitSet chosen = new BitSet(entries.size());
        for (int ordinal = 0; ordinal < entries.size(); ordinal++) {
            chosen.set(ordinal, meant.test(entries.get(ordinal)));
        }
        return chosen;
    }

    static Predicate<Entry> predicate(Selection selection, Problems problems) {
        return switch (selection) {
            case Selection.ById byId -> entry -> byId.ids().contains(entry.id());
            case Selection.ByTag byTag -> pattern(byTag.regex(), problems).<Predicate<Entry>>map(p -> entry -> entry.tags().stream().anyMatch(tag -> found(p, tag))).orElse(entry -> false);
            case Selection.ByMessage byMessage -> pattern(byMessage.regex(), problems).<Predicate<Entry>>map(p -> entry -> found(p, entry.message())).orElse(entry -> false);
        };
    }

    private static Optional<BytePattern> pattern(Located<String> regex, Problems problems) {
        try {
            return Optional.of(BytePattern.compile(regex.value(), Set.of()));
        } catch (InvalidPatternException invalid) {
            problems.add(regex.at(), "the expression is not valid: " + invalid.getMessage());
            return Optional.empty();
        }
    }

    private static boolean found(BytePattern pattern, String text) {
        return pattern.find(Ascii.bytes(text)) != Found.NO;
    }
}
