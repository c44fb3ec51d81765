package dev.postern.operator;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code @rx REGEX}, which is also what an argument without an operator is: the regular expression matches somewhere in the value. With {@code capture}, {@code TX:0} is what it matched and
 * {@code TX:1} to {@code TX:9} are its groups.
 *
 * <p>Argument: PCRE's syntax on octets; a dot matches line feeds, a dollar only the very end; case counts unless it begins with {@code (?i)}. Searching takes linear time. Lookaround,
 * back-references, possessive and atomic groups work within a budget of steps; when that runs out, it counts as a match and is recorded. With macros, see {@link ExpandedRx}.
 *
 * <p>Example: {@code SecRule REQUEST_HEADERS:Host "@rx ^[\d.:]+$" "id:1,phase:1,deny"}
 */
public final class Rx implements Operator {

    static final Set<BytePattern.Flag> FLAGS = EnumSet.of(BytePattern.Flag.DOT_ALL, BytePattern.Flag.DOLLAR_END_ONLY);

    private static final int GROUPS = 10;

    private final BytePattern pattern;

    Rx(BytePattern pattern) {
        this.pattern = pattern;
    }

    static Operator of(String argument, DataFiles files) throws InvalidOperatorException {
        Macro macro = Macro.parse(argument);
        return macro.isFixed() ? new Rx(Patterns.compile(argument, FLAGS)) : new ExpandedRx(macro);
    }

    /** For searching many in one pass. */
    public BytePattern pattern() {
        return pattern;
    }

    @Override
    public Found test(byte[] value, Subject subject) {
        Found found = pattern.find(value);
        if (found == Found.YES && subject.capturing()) {
            capture(value, subject);
        }
        return found;
    }

    /** After a match: sets what {@code capture} asks for. */
    public void capture(byte[] value, Subject subject) {
        int[] groups = pattern.captures(value);
        int last = Math.min(groups.length / 2, GROUPS) - 1;
        while (last >= 0 && groups[2 * last] < 0) {
            last--;
        }
        for (int group = 0; group <= last; group++) {
            subject.captured(group, groups[2 * group] < 0 ? new byte[0] : Arrays.copyOfRange(value, groups[2 * group], groups[2 * group + 1]));
        }
        if (last + 1 < GROUPS) {
            subject.cleared(last + 1);
        }
    }
}
