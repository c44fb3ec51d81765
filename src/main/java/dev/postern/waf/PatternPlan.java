package dev.postern.waf;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.PatternSet;
import dev.postern.automaton.PhraseSets;
import dev.postern.operator.Pm;
import dev.postern.operator.Rx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers at load what will be looked for together: the patterns, and the lists of phrases, of one phase whose values come from the same kind of place, and that run at the same level of
 * paranoia, so that a route at level 1 does not carry the patterns of level 4 along. In which dress they want their values does not part them: most values look the same in every dress, and
 * are scanned once.
 */
final class PatternPlan {

    /** Octets of the phrases of one pool; a list that would make it more is asked alone, as are lists that are larger. */
    static final int MOST_PHRASE_BYTES = 64 << 10;

    enum Kind { PATTERNS, PHRASES }

    /**
     * What the members of one pool have in common.
     *
     * @param place "" for rules that look at arguments, else the targets themselves
     */
    record Source(Kind kind, Phase phase, String place, String level) {}

    /** What the members of one group have in common. */
    record Key(Source source, Steps steps, Condition.Matching matching) {}

    /** Where it will be found. */
    record Spot(Key key, int bit) {}

    /** What is known of a value is kept by the pool's number: pools for arguments, of low levels, have the low numbers. */
    private static final Comparator<Source> MOST_ASKED_FIRST = Comparator.comparing((Source source) -> !source.place().isEmpty()).thenComparing(Source::level);

    private final Map<Source, List<BytePattern>> patterns = new LinkedHashMap<>();
    private final Map<Source, List<List<byte[]>>> phrases = new LinkedHashMap<>();
    private final Map<Key, BitSet> wanted = new LinkedHashMap<>();

    Spot add(Key key, Rx operator) {
        return spot(key, patterns.computeIfAbsent(key.source(), unused -> new ArrayList<>()), operator.pattern());
    }

    /** Empty when there is no room. */
    Optional<Spot> add(Key key, Pm operator) {
        List<List<byte[]>> lists = phrases.getOrDefault(key.source(), List.of());
        long more = lists.contains(operator.phrases()) ? 0 : bytes(operator.phrases());
        if (more > 0 && lists.stream().mapToLong(PatternPlan::bytes).sum() + more > MOST_PHRASE_BYTES) {
            return Optional.empty();
        }
        return Optional.of(spot(key, phrases.computeIfAbsent(key.source(), unused -> new ArrayList<>()), operator.phrases()));
    }

    private static long bytes(List<byte[]> list) {
        return list.stream().mapToLong(phrase -> phrase.length).sum();
    }

    private <T> Spot spot(Key key, List<T> members, T member) {
        int known = members.indexOf(member);
        if (known < 0) {
            members.add(member);
        }
        int bit = known < 0 ? members.size() - 1 : known;
        wanted.computeIfAbsent(key, made -> new BitSet()).set(bit);
        return new Spot(key, bit);
    }

    int pools() {
        return patterns.size() + phrases.size();
    }

    Map<Key, PatternGroup> build() {
        List<Source> sources = new ArrayList<>(patterns.keySet());
        sources.addAll(phrases.keySet());
        Map<Source, Pool> pools = new LinkedHashMap<>();
        sources.stream().sorted(MOST_ASKED_FIRST).forEach(source -> pools.put(source, pool(pools.size(), source)));
        Map<Key, PatternGroup> groups = new LinkedHashMap<>();
        wanted.forEach((key, bits) -> {
            Pool pool = pools.get(key.source());
            groups.put(key, new PatternGroup(key.steps(), key.matching(), pool, Arrays.copyOf(bits.toLongArray(), pool.none().length)));
        });
        return groups;
    }

    private Pool pool(int index, Source source) {
        return switch (source.kind()) {
            case PATTERNS -> Pool.of(index, PatternSet.of(patterns.get(source)));
            case PHRASES -> Pool.of(index, PhraseSets.of(phrases.get(source)));
        };
    }
}
