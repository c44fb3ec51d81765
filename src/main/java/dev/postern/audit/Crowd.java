package dev.postern.audit;

import java.time.Instant;
import java.util.Map;

/**
 * Many exchanges in one line: those that found no line of their own, counted.
 *
 * @param since      when the first of them ended
 * @param until      when the last did
 * @param exchanges  how many
 * @param reasons    how many of them for each {@code Reason.code()}, {@code none} where there was none
 * @param addresses  how many of them from each client address
 * @param principals how many of them by each principal; nobody's are not among them
 */
public record Crowd(Instant since, Instant until, long exchanges, Map<String, Long> reasons, Most addresses, Most principals) {

    public Crowd {
        reasons = Map.copyOf(reasons);
    }

    /**
     * How many of each.
     *
     * @param told of those with the most
     * @param rest how many of others
     */
    public record Most(Map<String, Long> told, long rest) {

        public Most {
            told = Map.copyOf(told);
        }
    }
}
