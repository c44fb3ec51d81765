package dev.postern.config;

import java.util.Collection;
import java.util.Optional;

/**
 * Finds what was probably meant: the candidate at the smallest Damerau-Levenshtein distance (insert, drop, replace, swap neighbours), if that is
 * small.
 */
public final class Nearest {

    private static final int MAX_LENGTH = 64;

    private Nearest() {}

    /** A third of the word may be wrong, three letters at most. Ties go to the first candidate. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        int best = Math.min(3, Math.max(1, word.length() / 3)) + 1;
        Optional<String> nearest = Optional.empty();
        for (String candidate : candidates) {
            int distance = distance(word, candidate, best);
            if (distance < best) {
                best = distance;
                nearest = Optional.of(candidate);
            }
        }
        return nearest;
    }

    /** The distance, or {@code limit} when it is that or more. */
    static int distance(String a, String b, int limit) {
        if (a.length() > MAX_LENGTH || b.length() > MAX_LENGTH || Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return Math.min(limit, cost[a.length()][b.length()]);
    }
}
