package dev.postern.automaton;

import java.util.List;

/**
 * How many octets something takes, and how many instructions it is worth.
 *
 * @param min octets at least
 * @param max octets at most, {@link #ANY} for no bound that matters
 * @param cost instructions about, saturating
 */
record Width(int min, int max, int cost) {

    /** More than a text can have, or unbounded. */
    static final int ANY = 1 << 30;

    static Width of(Node node) {
        return switch (node) {
            case Node.Empty e -> new Width(0, 0, 1);
            case Node.One o -> new Width(1, 1, 1);
            case Node.Place p -> new Width(0, 0, 1);
            case Node.Sequence s -> sequence(s.items());
            case Node.Choice c -> choice(c.branches());
            case Node.Repeat r -> of(r.item()).times(r);
            case Node.Capture c -> of(c.item()).costing(2);
            case Node.Look l -> new Width(0, 0, sum(of(l.item()).cost, 2));
            case Node.Reference r -> new Width(0, ANY, 2);
            case Node.Atomic a -> of(a.item()).costing(2);
        };
    }

    private static Width sequence(List<Node> items) {
        Width all = new Width(0, 0, 0);
        for (Node item : items) {
            Width width = of(item);
            all = new Width(sum(all.min, width.min), sum(all.max, width.max), sum(all.cost, width.cost));
        }
        return all;
    }

    private static Width choice(List<Node> branches) {
        Width any = new Width(ANY, 0, 0);
        for (Node branch : branches) {
            Width width = of(branch);
            any = new Width(Math.min(any.min, width.min), Math.max(any.max, width.max), sum(any.cost, sum(width.cost, 1)));
        }
        return any;
    }

    private Width times(Node.Repeat repeat) {
        boolean unbounded = repeat.max() == Quantifier.UNBOUNDED;
        int copies = unbounded ? Math.max(1, repeat.min()) : Math.max(1, repeat.max());
        int most = max == 0 ? 0 : unbounded ? ANY : product(max, repeat.max());
        return new Width(product(min, repeat.min()), most, sum(product(cost, copies), copies));
    }

    private Width costing(int more) {
        return new Width(min, max, sum(cost, more));
    }

    private static int sum(int a, int b) {
        return Math.min(ANY, a + b);
    }

    private static int product(int a, int b) {
        return (int) Math.min(ANY, (long) a * b);
    }
}
