package dev.postern.waf;

import dev.postern.automaton.BytePattern;
import dev.postern.automaton.Found;

/** Which members of a collection a target means. */
sealed interface Keys {

    Keys ALL = new All();

    /** Whether it may be one of them: a pattern that comes to its bound says so. */
    boolean accepts(byte[] key);

    /** Whether it is one of them for certain, and a rule need not look at it. */
    default boolean surely(byte[] key) {
        return accepts(key);
    }

    record All() implements Keys {

        @Override
        public boolean accepts(byte[] key) {
            return true;
        }
    }

    /**
     * The members of this name; letters fold.
     *
     * @param slot where {@link TxStore} keeps it; of no meaning for other collections
     */
    record Named(byte[] name, int slot) implements Keys {

        @Override
        public boolean accepts(byte[] key) {
            return Ascii.same(key, name);
        }
    }

    /**
     * The members whose name holds a match.
     *
     * @param known the answers for names that {@link TxStore} keeps by slot
     */
    record Matching(BytePattern pattern, SlotAnswers known) implements Keys {

        @Override
        public boolean accepts(byte[] key) {
            return pattern.find(key) != Found.NO;
        }

        @Override
        public boolean surely(byte[] key) {
            return pattern.find(key) == Found.YES;
        }
    }
}
