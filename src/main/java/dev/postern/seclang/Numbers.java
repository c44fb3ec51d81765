package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.Optional;

/** Whole decimal numbers in rule files, and ids and ranges of ids. */
final class Numbers {

    private static final int MAX_DIGITS = 18;

    private final Problems problems;

    Numbers(Problems problems) {
        this.problems = problems;
    }

    /** Both ends belong to what is expected. */
    Optional<Long> between(Written text, long first, long last) {
        Written digits = text.stripped();
        boolean number = !digits.isEmpty() && digits.length() <= MAX_DIGITS && digits.text().chars().allMatch(c -> c >= '0' && c <= '9');
        if (number) {
            long value = Long.parseLong(digits.text());
            if (value >= first && value <= last) {
                return Optional.of(value);
            }
        }
        problems.add(text.at(), Seen.of(text) + (number ? " is out of range" : " is not a whole number"), "from " + first + " to " + last);
        return Optional.empty();
    }

    Optional<Integer> small(Written text, int first, int last) {
        return between(text, first, last).map(Long::intValue);
    }

    /** The id of a rule. */
    Optional<Integer> id(Written text) {
        return small(text, 1, Integer.MAX_VALUE);
    }

    /** {@code 942100} or {@code 942000-942999}. */
    Optional<IdRanges.Range> range(Written text) {
        int dash = text.text().indexOf('-', 1);
        if (dash < 0) {
            return id(text).map(id -> new IdRanges.Range(id, id));
        }
        Optional<Integer> first = id(text.sub(0, dash));
        Optional<Integer> last = id(text.from(dash + 1));
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        if (first.get() > last.get()) {
            problems.add(text.at(), "the range " + Seen.of(text) + " ends before it begins", last.get() + "-" + first.get());
            return Optional.empty();
        }
        return Optional.of(new IdRanges.Range(first.get(), last.get()));
    }
}
