package dev.postern.seclang;

import java.util.List;

/** Ids of rules: single ones and ranges. */
public record IdRanges(List<Range> ranges) {

    /** Both ends belong to it. */
    public record Range(int first, int last) {

        public Range {
            if (first > last) {
                throw new IllegalArgumentException("a range begins before it ends");
            }
        }
    }

    public IdRanges {
        ranges = List.copyOf(ranges);
    }

    public boolean contains(int id) {
        for (Range range : ranges) {
            if (range.first() <= id && id <= range.last()) {
                return true;
            }
        }
        return false;
    }
}
