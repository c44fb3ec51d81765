package dev.postern.automaton;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Flags, a pattern up to a zero, and a text: what RE2/J finds is found, by one pattern, by a set, with hardly any states, and by following all ways at once. To RE2/J an octet is a
 * character of Latin-1. Left out is where it means something else: {@code \v}, a repeat written with a leading zero, lines behind the last newline, a vertical tab as white space, what is named above 0x7f where case is ignored,
 * since it folds as Unicode does, and case that is ignored in a part of the pattern ({@code A[ab]|(?i)A} on {@code a} is not found by RE2/J 1.8).
 */
public final class BytePatternFuzz {

    private static final int LONGEST_PATTERN = 60;
    private static final Pattern CASE_WITHIN = Pattern.compile("[(][?][a-zA-Z]*i");

    /** An octet above 0x7f, in any way that RE2/J reads too. */
    private static final Pattern NAMES_HIGH_OCTET = Pattern.compile("[^\\x00-\\x7f]|\\\\x[{]?0*[89a-fA-F][0-9a-fA-F]|\\\\[23][0-7][0-7]");

    /** Which to RE2/J is no repeat. */
    private static final Pattern LEADING_ZERO = Pattern.compile("[{,]0[0-9]");

    private BytePatternFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = Octets.text(data);
        int zero = text.indexOf('\0');
        if (zero < 1 || zero > LONGEST_PATTERN) {
            return;
        }
        String pattern = text.substring(1, zero);
        byte[] in = Arrays.copyOfRange(data, zero + 1, data.length);
        Set<BytePattern.Flag> flags = Octets.flags(((data[0] & 1) != 0 ? "i" : "") + ((data[0] & 2) != 0 ? "s" : "") + "E");
        BytePattern ours;
        try {
            ours = BytePattern.compile(pattern, flags);
        } catch (InvalidPatternException refused) {
            Text.holds(refused.position() >= 0 && refused.position() <= pattern.length(), "an error outside of the pattern");
            return;
        }
        agreesWithItself(ours, in);
        if (ours.linear() && comparable(pattern, flags, in)) {
            agreesWithRe2(ours, pattern, flags, in);
        }
    }

    private static void agreesWithItself(BytePattern pattern, byte[] in) {
        boolean may = pattern.mayMatch(in);
        Found found = pattern.find(in);
        Text.holds(may || found == Found.NO, "found what the approximation does not find");
        Text.holds(pattern.linear() ? may == (found == Found.YES) : found == Found.EXHAUSTED || found == Found.YES == pattern.captures(in)[0] >= 0, "found otherwise");
        Text.holds(new Automaton(pattern.program(), 1, 500).find(in) == may, "found otherwise with hardly any states");
        int leftmost = Octets.leftmost(pattern.program(), in);
        Text.holds(leftmost >= 0 == may, "found otherwise by following all ways");
        Automaton few = new Automaton(pattern.program(), 1, 500);
        for (int steps : new int[] {0, in.length, 10_000}) {
            MatchSearch search = new MatchSearch(Octets.continuations(pattern.program(), steps), in);
            Text.holds(search.match(0) == may && search.begin() == leftmost, "begins elsewhere match by match");
            Text.holds(!may || search.end() == new CaptureSearch(pattern.program()).at(in, leftmost)[1], "ends elsewhere match by match");
        }
        Text.holds(!may || few.quiet(in) <= leftmost, "quiet where a match is under way");
        Text.holds(!pattern.linear() || pattern.captures(in)[0] == leftmost, "captures begin elsewhere");
        long[] hits = new long[1];
        PatternSet.of(List.of(pattern, Octets.pattern("a|b"), pattern)).find(in, hits);
        Text.holds((hits[0] & 5) == (may ? 5 : 0), "found otherwise in a set");
    }

    static boolean comparable(String pattern, Set<BytePattern.Flag> flags, byte[] in) {
        String text = Octets.text(in);
        boolean folds = flags.contains(BytePattern.Flag.CASE_INSENSITIVE) && NAMES_HIGH_OCTET.matcher(pattern).find();
        return !CASE_WITHIN.matcher(pattern).find() && !LEADING_ZERO.matcher(pattern).find() && !pattern.contains("\\v") && !folds && !text.contains("\u000b") && !(text.endsWith("\n") && pattern.contains("^"));
    }

    private static void agreesWithRe2(BytePattern ours, String pattern, Set<BytePattern.Flag> flags, byte[] in) {
        Matcher theirs;
        try {
            int options = (flags.contains(BytePattern.Flag.CASE_INSENSITIVE) ? Pattern.CASE_INSENSITIVE : 0) | (flags.contains(BytePattern.Flag.DOT_ALL) ? Pattern.DOTALL : 0);
            theirs = Pattern.compile(pattern, options).matcher(Octets.text(in));
        } catch (PatternSyntaxException refused) {
            return;
        }
        boolean found = theirs.find();
        Text.same(found ? Found.YES : Found.NO, ours.find(in), "found otherwise than RE2/J");
        if (found && !ours.program().mayIterateInPlace()) {
            int[] groups = ours.captures(in);
            Text.holds(groups.length == 2 * theirs.groupCount() + 2, "other groups");
            for (int group = 0; group <= theirs.groupCount(); group++) {
                Text.holds(groups[2 * group] == theirs.start(group) && groups[2 * group + 1] == theirs.end(group), "another group " + group);
            }
        }
    }
}
