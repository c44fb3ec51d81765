package dev.postern.automaton;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * With which two octets a match may begin: what is asked first wherever one may, so that hardly any place of ordinary text wakes an automaton. Immutable.
 *
 * @param pairs bit <i>a + 256 b</i>: octet <i>a</i> and then <i>b</i>
 * @param first octets with which one may begin, if only at the end of the text
 */
record Beginnings(long[] pairs, ByteSet first) {

    /** Of the pairs' bits. */
    static final int WORDS = (1 << 16) / 64;

    static Beginnings of(AnchoredSet set) {
        Building building = new Building(set);
        Stream.of(set.starts()).distinct().forEach(building::from);
        return new Beginnings(building.pairs, building.first);
    }

    /** The octets at this index and the next one, which must be there. */
    boolean at(byte[] in, int at) {
        return bit((in[at + 1] & 0xff) << 8 | in[at] & 0xff) != 0;
    }

    /** One or nought, of octets of which the first is the lowest; others than the first two do not matter. */
    long bit(long octets) {
        int pair = (int) octets & 0xffff;
        return pairs[pair >> 6] >>> pair & 1;
    }

    /** Whether a match that begins with this octet has a digit behind it. */
    boolean digitBehind(int octet) {
        for (int next = 0; next < 256; next++) {
            if (bit(next << 8 | octet) != 0 && !ByteSet.DIGITS.contains(next)) {
                return false;
            }
        }
        return true;
    }

    /** How many pairs of these two sets are among them. */
    int count(ByteSet one, ByteSet other) {
        int count = 0;
        for (int octet = 0; octet < 256; octet++) {
            for (int next = 0; one.contains(octet) && next < 256; next++) {
                count += other.contains(next) ? (int) bit(next << 8 | octet) : 0;
            }
        }
        return count;
    }

    private static final class Building {

        private final long[] pairs = new long[WORDS];
        private final Alphabet alphabet;
        private final int[][] octets;
        private final Steps steps;
        private ByteSet first = ByteSet.NONE;

        Building(AnchoredSet set) {
            alphabet = set.alphabet();
            octets = IntStream.range(0, alphabet.size()).mapToObj(symbol -> IntStream.range(0, 256).filter(octet -> alphabet.symbols()[octet] == symbol).toArray()).toArray(int[][]::new);
            steps = set.steps();
        }

        void from(Pending start) {
            for (int symbol = 0; symbol < alphabet.end(); symbol++) {
                steps.take(start.instructions(), start.instructions().length, start.before(), symbol);
                if (!steps.found() && steps.count() == 0) {
                    continue;
                }
                for (int octet : octets[symbol]) {
                    first = first.or(ByteSet.of(octet));
                }
                if (steps.found()) {
                    addAll(symbol);
                } else {
                    then(steps.pending(), symbol);
                }
            }
        }

        private void then(Pending state, int first) {
            for (int second = 0; second < alphabet.end(); second++) {
                steps.take(state.instructions(), state.instructions().length, state.before(), second);
                if (steps.found() || steps.count() > 0) {
                    add(first, second);
                }
            }
        }

        private void addAll(int first) {
            for (int second = 0; second < alphabet.end(); second++) {
                add(first, second);
            }
        }

        private void add(int first, int second) {
            for (int a : octets[first]) {
                for (int b : octets[second]) {
                    int pair = b << 8 | a;
                    pairs[pair >> 6] |= 1L << pair;
                }
            }
        }
    }
}
