package dev.postern.automaton;

import java.util.List;

/** A pattern as it was read. Case-insensitivity and the meaning of dots are in the sets already. */
sealed interface Node {

    enum Greed { GREEDY, LAZY }

    enum Direction { AHEAD, BEHIND }

    enum Sense { POSITIVE, NEGATIVE }

    enum LetterCase { MATTERS, IGNORED }

    record Empty() implements Node {}

    /** One octet of a set; of an empty set, what never matches. */
    record One(ByteSet set) implements Node {}

    record Sequence(List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** The first that leads to a match is taken. */
    record Choice(List<Node> branches) implements Node {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /** @param max {@link Quantifier#UNBOUNDED} or how often at most */
    record Repeat(Node item, int min, int max, Greed greed) implements Node {}

    record Capture(int group, Node item) implements Node {}

    record Place(Assertion assertion) implements Node {}

    /** @param at where it stands in the pattern */
    record Look(Direction direction, Sense sense, Node item, int at) implements Node {}

    record Reference(int group, LetterCase letterCase) implements Node {}

    /** What was matched is not given back. */
    record Atomic(Node item) implements Node {}

    static Node sequence(List<Node> items) {
        return items.isEmpty() ? new Empty() : items.size() == 1 ? items.getFirst() : new Sequence(items);
    }

    /** Whether matching it takes no more than a finite automaton. */
    default boolean linear() {
        return switch (this) {
            case Empty e -> true;
            case One o -> true;
            case Place p -> true;
            case Sequence s -> linear(s.items());
            case Choice c -> linear(c.branches());
            case Repeat r -> r.item().linear();
            case Capture c -> c.item().linear();
            case Look l -> false;
            case Reference r -> false;
            case Atomic a -> false;
        };
    }

    private static boolean linear(List<Node> nodes) {
        for (Node node : nodes) {
            if (!node.linear()) {
                return false;
            }
        }
        return true;
    }
}
