package dev.postern.secret;

import java.util.ArrayList;
import java.util.List;

/** A pattern in RE2's syntax as it was read: over octets of UTF-8, with flags worked into its sets. */
sealed interface Part {

    enum Taste { GREEDY, LAZY }

    enum Where {
        TEXT_BEGINS("\\A"), TEXT_ENDS("\\z"), LINE_BEGINS("(?m:^)"), LINE_ENDS("(?m:$)"), WORD_BOUNDARY("\\b"), NO_WORD_BOUNDARY("\\B");

        final String written;

        Where(String written) {
            this.written = written;
        }
    }

    int UNBOUNDED = Integer.MAX_VALUE;

    record One(Octets set) implements Part {}

    record Sequence(List<Part> items) implements Part {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** The first that leads to a match is taken. */
    record Choice(List<Part> branches) implements Part {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    record Repeat(Part item, int min, int max, Taste taste) implements Part {}

    /** A capturing group. */
    record Group(Part item) implements Part {}

    record Place(Where where) implements Part {}

    /** How many octets it takes, at least and at most. */
    record Width(int min, int max) {

        private static final int MOST = UNBOUNDED;

        Width plus(Width other) {
            return new Width(sum(min, other.min), sum(max, other.max));
        }

        private static int sum(int a, int b) {
            return (int) Math.min(MOST, (long) a + b);
        }

        private static int times(int a, int b) {
            return (int) Math.min(MOST, (long) a * b);
        }
    }

    default Width width() {
        return switch (this) {
            case One one -> new Width(1, 1);
            case Place place -> new Width(0, 0);
            case Group group -> group.item.width();
            case Sequence sequence -> sequence.items.stream().map(Part::width).reduce(new Width(0, 0), Width::plus);
            case Choice choice -> new Width(choice.branches.stream().mapToInt(branch -> branch.width().min).min().orElse(0),
                    choice.branches.stream().mapToInt(branch -> branch.width().max).max().orElse(0));
            case Repeat repeat -> {
                Width item = repeat.item.width();
                yield new Width(Width.times(item.min, repeat.min), item.max == 0 ? 0 : repeat.max == UNBOUNDED ? Width.MOST : Width.times(item.max, repeat.max));
            }
        };
    }

    /** What stands one after another in it, with the sequences and groups it consists of taken apart. */
    default List<Part> flattened() {
        List<Part> flat = new ArrayList<>();
        switch (this) {
            case Sequence sequence -> sequence.items.forEach(item -> flat.addAll(item.flattened()));
            case Group group -> flat.addAll(group.item.flattened());
            default -> flat.add(this);
        }
        return flat;
    }

    default int groups() {
        return switch (this) {
            case One one -> 0;
            case Place place -> 0;
            case Group group -> 1 + group.item.groups();
            case Sequence sequence -> sequence.items.stream().mapToInt(Part::groups).sum();
            case Choice choice -> choice.branches.stream().mapToInt(Part::groups).sum();
            case Repeat repeat -> repeat.item.groups();
        };
    }

    /** What it is worth with its repeats written out. */
    default int steps() {
        return switch (this) {
            case One one -> 1;
            case Place place -> 1;
            case Group group -> Width.sum(2, group.item.steps());
            case Sequence sequence -> sequence.items.stream().mapToInt(Part::steps).reduce(1, Width::sum);
            case Choice choice -> choice.branches.stream().mapToInt(branch -> Width.sum(1, branch.steps())).reduce(1, Width::sum);
            case Repeat repeat -> Width.times(Width.sum(1, repeat.item.steps()), repeat.max == UNBOUNDED ? repeat.min + 1 : repeat.max);
        };
    }

    /** In PCRE's syntax, for {@link dev.postern.automaton.BytePattern}. */
    default String written() {
        return switch (this) {
            case One one -> one.set.written();
            case Place place -> place.where.written;
            case Group group -> "(" + group.item.written() + ")";
            case Sequence sequence -> String.join("", sequence.items.stream().map(Part::written).toList());
            case Choice choice -> "(?:" + String.join("|", choice.branches.stream().map(Part::written).toList()) + ")";
            case Repeat repeat -> "(?:" + repeat.item.written() + "){" + repeat.min + "," + (repeat.max == UNBOUNDED ? "" : repeat.max) + "}" + (repeat.taste == Taste.LAZY ? "?" : "");
        };
    }
}
