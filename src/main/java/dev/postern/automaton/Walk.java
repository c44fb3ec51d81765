package dev.postern.automaton;

/** A search that keeps no states: it goes from the instructions that took an octet to those that take the next one, at most the size of the program for each. For one thread. */
final class Walk {

    static final int NOWHERE = -1;

    private final Alphabet alphabet;
    private final Followers.Scratch followers;
    private final Marks marks;
    private final byte[] in;
    private final int start;
    /** Instructions that took the octet before, the preferred in front, which are those of matches that have begun first; and where each one's match has begun. */
    private int[] took;
    private int[] begun;
    private int count;
    private int[] takes;
    private int[] begins;
    private int taking;
    private int begin;
    private int end;

    /**
     * @param begin of the best match found so far, negative if there is none
     * @param end   the same
     */
    Walk(Followers followers, byte[] in, int begin, int end) {
        this.in = in;
        this.begin = begin;
        this.end = end;
        start = followers.start();
        this.followers = followers.scratch();
        alphabet = followers.alphabet();
        int size = followers.program().size();
        marks = new Marks(size);
        took = new int[size];
        takes = new int[size];
        begun = new int[size];
        begins = new int[size];
    }

    /** One match that is under way, less preferred than those before: the instructions that took the octet before. */
    void add(int[] instructions, int begin) {
        for (int instruction : instructions) {
            if (marks.add(instruction)) {
                takes[taking] = instruction;
                begins[taking++] = begin;
            }
        }
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    /**
     * True if there is a match.
     *
     * @param from index of the octet to be taken next
     * @param any  whether any match will do
     */
    boolean goOn(int from, boolean any) {
        int stoodBefore = from == 0 ? Assertion.BEGIN : alphabet.after(alphabet.symbol(in, from - 1));
        for (int at = from; at <= in.length; at++) {
            turn();
            int symbol = alphabet.symbol(in, at);
            if (!move(at, stoodBefore, symbol) && begin == NOWHERE && add(followers.after(start, stoodBefore, symbol), at)) {
                found(at, at);
            }
            if (begin != NOWHERE && (any || taking == 0)) {
                return true;
            }
            stoodBefore = alphabet.after(symbol);
        }
        return begin != NOWHERE;
    }

    private void turn() {
        int[] spent = took;
        took = takes;
        takes = spent;
        spent = begun;
        begun = begins;
        begins = spent;
        count = taking;
        taking = 0;
        marks.clear();
    }

    /** True if a match has ended before the symbol: what is less preferred ends as well. */
    private boolean move(int at, int stoodBefore, int symbol) {
        for (int i = 0; i < count; i++) {
            if (add(followers.after(took[i], stoodBefore, symbol), begun[i])) {
                found(begun[i], at);
                return true;
            }
        }
        return false;
    }

    private void found(int from, int to) {
        begin = from;
        end = to;
    }

    /** True if a match has ended before the symbol that they take. */
    private boolean add(Followers.Next next, int begin) {
        add(next.instructions(), begin);
        return next.found();
    }
}
