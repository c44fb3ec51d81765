package dev.postern.automaton;

/** A set of instructions that is emptied at no cost. For one thread. */
final class Marks {

    private final int[] marked;
    private int now = 1;

    Marks(int size) {
        marked = new int[size];
    }

    void clear() {
        if (++now == 0) {
            java.util.Arrays.fill(marked, 0);
            now = 1;
        }
    }

    /** False if it was there already. */
    boolean add(int instruction) {
        if (marked[instruction] == now) {
            return false;
        }
        marked[instruction] = now;
        return true;
    }

    boolean contains(int instruction) {
        return marked[instruction] == now;
    }
}
