package dev.postern.automaton;

import dev.postern.fuzz.Text;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A text up to a zero, and octets that choose a pattern of lookaround, atomic groups, possessive repeats and references: found is what java.util.regex finds. Groups capture outside of repeats only,
 * because there java.util.regex does not take back what a way held that failed, and no group is repeated a number of times, because it gives up after an iteration that took nothing.
 */
public final class BacktrackingFuzz {

    private static final int LONGEST_TEXT = 10;
    private static final String[] ITEMS = {"a", "b", "c", "[ab]", "[^a]", "(?s:.)", "\\b", "^", "a*", "b+?", "a?", "[bc]{1,2}", "ab"};
    private static final String[] REPEATS = {"", "", "", "*", "+", "?", "*?", "++", "*+", "?+"};
    private static final String[] OPENINGS = {"(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!"};

    private final byte[] choices;
    private final StringBuilder pattern = new StringBuilder();
    private int at;
    private int groups;

    private BacktrackingFuzz(byte[] choices) {
        this.choices = choices;
    }

    public static void fuzzerTestOneInput(byte[] data) {
        int zero = Octets.text(data).indexOf('\0');
        if (zero < 0 || zero > LONGEST_TEXT) {
            return;
        }
        byte[] in = Arrays.copyOf(data, zero);
        BacktrackingFuzz written = new BacktrackingFuzz(Arrays.copyOfRange(data, zero + 1, Math.min(data.length, zero + 40)));
        written.top();
        String pattern = written.pattern.toString();
        BytePattern ours = Octets.pattern(pattern);
        Found found = ours.find(in);
        if (found != Found.EXHAUSTED) {
            Text.same(Pattern.compile(pattern, Pattern.UNIX_LINES).matcher(Octets.text(in)).find(), found == Found.YES, "found otherwise by " + pattern);
        }
    }

    private int choose(int of) {
        return at < choices.length ? (choices[at++] & 0xff) % of : 0;
    }

    /** Items, groups and references to those before. */
    private void top() {
        while (at < choices.length) {
            switch (choose(4)) {
                case 0 -> {
                    pattern.append('(');
                    sequence(2);
                    pattern.append(')');
                    groups++;
                }
                case 1 -> pattern.append(groups == 0 ? "a" : "\\" + (1 + choose(Math.min(groups, 9))));
                default -> item(2);
            }
        }
    }

    private void sequence(int depth) {
        for (int i = choose(3); i >= 0; i--) {
            item(depth);
        }
        if (choose(3) == 1) {
            pattern.append('|');
            item(depth);
        }
    }

    private void item(int depth) {
        if (depth == 0 || choose(3) != 1) {
            pattern.append(ITEMS[choose(ITEMS.length)]);
            return;
        }
        String opening = OPENINGS[choose(OPENINGS.length)];
        pattern.append(opening);
        if (opening.startsWith("(?<")) {
            pattern.append(choose(2) == 0 ? "a|bc" : "[ab]b");
        } else {
            sequence(depth - 1);
        }
        pattern.append(')').append(opening.equals("(?:") || opening.equals("(?>") ? REPEATS[choose(REPEATS.length)] : "");
    }
}
