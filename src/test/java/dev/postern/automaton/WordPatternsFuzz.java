package dev.postern.automaton;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.postern.fuzz.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Two patterns, each up to a zero, and a text: what RE2/J matches longest from each place where a word begins is found, by all patterns together, with hardly any states, without the walk that
 * leaves places out, and in parts of the text. Left out is where RE2/J means something else, as in {@link BytePatternFuzz}.
 */
public final class WordPatternsFuzz {

    private static final int LONGEST_PATTERN = 60;
    private static final int LONGEST_MATCH = 20;

    private WordPatternsFuzz() {}

    /** @param pattern number of it */
    private record Place(int start, int pattern) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return start != other.start ? Integer.compare(start, other.start) : Integer.compare(pattern, other.pattern);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        String text = Octets.text(data);
        int one = text.indexOf('\0');
        int two = text.indexOf('\0', one + 1);
        if (one < 1 || two < 0 || one > LONGEST_PATTERN || two - one > LONGEST_PATTERN) {
            return;
        }
        List<BytePattern> patterns = new ArrayList<>();
        try {
            for (String pattern : List.of(text.substring(0, one), text.substring(one + 1, two), "[a-z.]{1,9}@[a-z]+")) {
                BytePattern compiled = BytePattern.compile(pattern, Set.of(BytePattern.Flag.DOLLAR_END_ONLY));
                if (!compiled.linear() || compiled.program().asserts(Assertion.TEXT_OR_LAST_NEWLINE_ENDS)) {
                    return;
                }
                patterns.add(compiled);
            }
        } catch (InvalidPatternException refused) {
            return;
        }
        agree(patterns, Arrays.copyOfRange(data, two + 1, data.length));
    }

    /** Compares all ways to find these. */
    static void agree(List<BytePattern> patterns, byte[] in) {
        Stretch whole = new Stretch(in, in.length, 0, in.length);
        Map<Place, Integer> found = found(WordPatterns.of(patterns, in.length + 1), whole);
        for (int i = 0; i < patterns.size(); i++) {
            if (BytePatternFuzz.comparable(patterns.get(i).toString(), Set.of(), in)) {
                agreesWithRe2(patterns.get(i), i, in, found);
            }
        }
        for (int longest : new int[] {in.length + 1, LONGEST_MATCH, 1}) {
            Map<Place, Integer> all = found(WordPatterns.of(patterns, longest), whole);
            Text.same(all, tried(AnchoredSet.of(patterns, longest), in), "a place is left out");
            Text.same(all, tried(AnchoredSet.of(patterns, longest, 500), in), "found otherwise with hardly any states");
            Map<Place, Integer> parts = new TreeMap<>();
            WordPatterns set = WordPatterns.of(patterns, longest);
            int[] bounds = {0, in.length / 4, in.length / 2, Math.min(in.length / 2 + 1, in.length), in.length};
            for (int i = 1; i < bounds.length; i++) {
                parts.putAll(found(set, new Stretch(Arrays.copyOf(in, in.length + 1), in.length, bounds[i - 1], bounds[i])));
            }
            Text.same(all, parts, "found otherwise in parts");
        }
    }

    private static Map<Place, Integer> found(WordPatterns patterns, Stretch in) {
        Map<Place, Integer> found = new TreeMap<>();
        patterns.find(in, (start, ends) -> {
            Text.holds(start >= in.from() && start < in.to(), "out of the part");
            each(ends, pattern -> Text.holds(found.put(new Place(start, pattern), ends.end(pattern)) == null, "given twice"));
        });
        return found;
    }

    static void each(Ends ends, IntConsumer to) {
        BitSet.valueOf(ends.patterns()).stream().forEach(to);
    }

    private static Map<Place, Integer> tried(AnchoredSet set, byte[] in) {
        Map<Place, Integer> found = new TreeMap<>();
        Ends ends = set.ends();
        for (int at = 0; at < in.length; at++) {
            if (begins(in, at)) {
                int place = at;
                set.match(new Stretch(in, in.length, 0, in.length), at, ends);
                each(ends, pattern -> found.put(new Place(place, pattern), ends.end(pattern)));
            }
        }
        return found;
    }

    private static boolean begins(byte[] in, int at) {
        return at == 0 || !ByteSet.WORD.contains(in[at] & 0xff) || !ByteSet.WORD.contains(in[at - 1] & 0xff);
    }

    private static void agreesWithRe2(BytePattern pattern, int number, byte[] in, Map<Place, Integer> found) {
        Matcher theirs;
        try {
            theirs = Pattern.compile(pattern.toString(), Pattern.LONGEST_MATCH).matcher(Octets.text(in));
        } catch (PatternSyntaxException refused) {
            return;
        }
        for (int at = 0; at < in.length; at++) {
            Integer expected = begins(in, at) && theirs.find(at) && theirs.start() == at && theirs.end() > at ? theirs.end() : null;
            Text.same(expected, found.get(new Place(at, number)), "found otherwise than RE2/J at " + at);
        }
    }
}
