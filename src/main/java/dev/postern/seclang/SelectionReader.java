package dev.postern.seclang;

import dev.postern.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which rules a removal or an update is about. */
final class SelectionReader {

    /** How rules are told. */
    enum By { ID, TAG, MESSAGE }

    private final Problems problems;
    private final Numbers numbers;

    SelectionReader(Problems problems) {
        this.problems = problems;
        this.numbers = new Numbers(problems);
    }

    Optional<Selection> read(By by, Written text) {
        if (text.stripped().isEmpty()) {
            problems.add(text.at(), "no rule is named", by == By.ID ? "an id, or a range 942000-942999" : "a regular expression");
            return Optional.empty();
        }
        return switch (by) {
            case ID -> ids(text).map(Selection.ById::new);
            case TAG -> Optional.of(new Selection.ByTag(text.located()));
            case MESSAGE -> Optional.of(new Selection.ByMessage(text.located()));
        };
    }

    /** Ids and ranges, separated by commas or blanks. */
    private Optional<IdRanges> ids(Written text) {
        List<IdRanges.Range> ranges = new ArrayList<>();
        boolean whole = true;
        for (int from = 0; from < text.length(); ) {
            int until = from;
            while (until < text.length() && text.charAt(until) != ',' && !Written.isBlank(text.charAt(until))) {
                until++;
            }
            if (until > from) {
                Optional<IdRanges.Range> range = numbers.range(text.sub(from, until));
                range.ifPresent(ranges::add);
                whole &= range.isPresent();
            }
            from = until + 1;
        }
        return whole && !ranges.isEmpty() ? Optional.of(new IdRanges(ranges)) : Optional.empty();
    }
}
