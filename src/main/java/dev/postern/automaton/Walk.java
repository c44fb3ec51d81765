package dev.postern.automaton;

/** A search that keeps no states: it goes from the instructions that took an octet to those that take the next one, at most the size of the program for each. For one thread. */
final class Walk {

    static final int NOWHERE = -1;

    private final Alphabet alphabet;
    private final Followers followers;
    private final byte[] in;
    /** Instructions that took the octet before, the preferred in front, which are those of matches that have begun first; and where each one's match has begun. */
    private final int[] took;
    private int[] begun;
    private int[] begins;
    private int count;
    private final Marks added;
    private int begin;
    private int end;

    /**
     * @param begin of the best match found so far, negative if there is none
     * @param end   the same
     */
    Walk(Followers followers, byte[] in, int begin, int end) {
        this.followers = followers;
        this.in = in;
        this.begin = begin;
        this.end = end;
        alphabet = followers.alphabet();
        added = new Marks(followers.size());
        took = new int[followers.size()];
        begun = new int[followers.size()];
        begins = new int[followers.size()];
    }

    /** One match that is under way, less preferred than those before: the instructions that took the octet before. */
    void add(int[] instructions, int from) {
        for (int instruction : instructions) {
            if (added.add(instruction)) {
                took[count] = instruction;
                begun[count++] = from;
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
            int symbol = alphabet.symbol(in, at);
            followers.begin(stoodBefore, symbol);
            move(at);
            if (begin != NOWHERE && (any || count == 0)) {
                return true;
            }
            stoodBefore = alphabet.after(symbol);
        }
        return begin != NOWHERE;
    }

    /** Where a match ends before the symbol, what is less preferred ends as well. */
    private void move(int at) {
        boolean found = false;
        for (int i = 0; i < count && !found; i++) {
            found = follow(took[i], begun[i], at);
        }
        if (!found && begin == NOWHERE) {
            follow(followers.start(), at, at);
        }
        count = followers.count();
        for (int i = 0; i < count; i++) {
            took[i] = followers.taking(i);
        }
        int[] spent = begun;
        begun = begins;
        begins = spent;
    }

    private boolean follow(int instruction, int from, int at) {
        int before = followers.count();
        boolean found = followers.follow(instruction);
        for (int i = before; i < followers.count(); i++) {
            begins[i] = from;
        }
        if (found) {
            begin = from;
            end = at;
        }
        return found;
    }
}
