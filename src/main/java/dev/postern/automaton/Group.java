package dev.postern.automaton;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Some of a set's patterns: one automaton for all of them, and what stands in for it when it gives a text up. */
sealed interface Group {

    /** Of the heap, about, for states of a group: so much for each of its patterns, up to its bound. */
    long BUDGET_BYTES_EACH = 128 << 10;

    /**
     * @param instructions of a group's programs together; a larger program is alone
     * @param budgetBytes of the heap, about, for its states
     */
    record Bounds(int instructions, long budgetBytes) {}

    /** Sets the bits of those that are found; of members that nobody wants perhaps not. False if some were left out. */
    boolean find(byte[] in, long[] wanted, long[] hits);

    /** Whether any of its members is wanted. */
    boolean hasAny(long[] wanted);

    /** @param members bits of its patterns */
    record Together(Automaton automaton, long[] members, List<Group> parts) implements Group {
        @Override
        public boolean hasAny(long[] wanted) {
            for (int word = 0; word < members.length; word++) {
                if ((members[word] & wanted[word]) != 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean find(byte[] in, long[] wanted, long[] hits) {
            if (automaton.findAll(in, hits)) {
                return true;
            }
            boolean whole = true;
            for (Group part : parts) {
                whole &= part.hasAny(wanted) && part.find(in, wanted, hits);
            }
            return whole;
        }

        @Override
        public String toString() {
            return parts.toString();
        }
    }

    /** @param index of the pattern in its set */
    record Alone(BytePattern pattern, int index) implements Group {
        @Override
        public boolean hasAny(long[] wanted) {
            return (wanted[index >> 6] >>> index & 1) != 0;
        }

        @Override
        public boolean find(byte[] in, long[] wanted, long[] hits) {
            if ((hits[index >> 6] >>> index & 1) == 0 && pattern.mayMatch(in)) {
                hits[index >> 6] |= 1L << index;
            }
            return true;
        }

        @Override
        public String toString() {
            return String.valueOf(index);
        }
    }

    /** @param members indices of patterns, in order */
    static List<Group> of(List<BytePattern> patterns, List<Integer> members, List<Bounds> bounds) {
        if (bounds.isEmpty() || members.size() == 1) {
            return members.stream().<Group>map(index -> new Alone(patterns.get(index), index)).toList();
        }
        List<Group> groups = new ArrayList<>();
        int from = 0;
        int size = 0;
        for (int i = 0; i < members.size(); i++) {
            int more = patterns.get(members.get(i)).program().size();
            if (i > from && size + more > bounds.getFirst().instructions()) {
                groups.add(together(patterns, members.subList(from, i), bounds));
                from = i;
                size = 0;
            }
            size += more;
        }
        if (from < members.size()) {
            groups.add(together(patterns, members.subList(from, members.size()), bounds));
        }
        return List.copyOf(groups);
    }

    private static Group together(List<BytePattern> patterns, List<Integer> members, List<Bounds> bounds) {
        List<Group> parts = of(patterns, members, bounds.subList(1, bounds.size()));
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Program union = Union.of(members.stream().map(index -> patterns.get(index).program()).toList(), members.stream().mapToInt(Integer::intValue).toArray());
        long budget = Math.min(bounds.getFirst().budgetBytes(), members.size() * BUDGET_BYTES_EACH);
        BitSet bits = new BitSet();
        members.forEach(bits::set);
        return new Together(new Automaton(union, patterns.size(), budget), bits.toLongArray(), parts);
    }
}
