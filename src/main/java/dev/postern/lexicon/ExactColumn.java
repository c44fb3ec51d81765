package dev.postern.lexicon;

/**
 * What an index tells of a column in the clear, so that only what could be one of its values is hashed.
 *
 * @param shortest of normal forms, in octets
 * @param longest  the same
 * @param words    how many a value has at most
 * @param kinds    bit <i>k</i> for values of {@link NormalForm#kind} <i>k</i>
 * @param values   how many there are
 */
record ExactColumn(String name, int shortest, int longest, int words, int kinds, int values) {

    static final int LONGEST = 256;
    static final int MOST_WORDS = 8;

    boolean fits(int kind, int length) {
        return length >= shortest && length <= longest && (kinds >> kind & 1) != 0;
    }

    /** Whether other text is hardly ever like one of its values. */
    boolean distinctive() {
        return shortest >= 8 && (kinds >> NormalForm.LETTERS & 1) == 0;
    }
}
