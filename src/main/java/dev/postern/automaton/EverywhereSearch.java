package dev.postern.automaton;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Comes to every place where a word begins, and to every octet of no word with which some pattern may begin, and tries there what may match: some patterns always, some where a digit is near, some
 * where the word is long.
 */
final class EverywhereSearch implements WordSearch {

    /** Octets behind a place in which a digit is near. */
    static final int NEAR = 10;
    /** Octets of a long word. */
    static final int LONG = 16;
    private static final int BLOCK = 64;
    /** So many octets of no word are looked for one by one; if patterns begin with more, all are looked at. */
    private static final int MOST_OTHERS = 10;

    /**
     * @param needingDigits have a digit at most {@link #NEAR} octets behind their first one
     * @param needingLength begin with {@link #LONG} octets of a word
     */
    record Sets(Optional<PlacedPatterns> always, Optional<PlacedPatterns> needingDigits, Optional<PlacedPatterns> needingLength) {}

    private final Sets sets;
    /** Each octet of no word with which a pattern may begin that is tried always, eight times, but for those that have a digit behind them always; empty if there are too many of them. */
    private final long[] others;
    private final boolean allOthers;

    EverywhereSearch(Sets sets) {
        this.sets = sets;
        ByteSet rare = sets.always.map(some -> some.beginnings().first()).orElse(ByteSet.NONE).minus(ByteSet.WORD);
        long[] all = IntStream.range(0, 256).filter(rare::contains).filter(octet -> !sets.always.orElseThrow().beginnings().digitBehind(octet)).mapToLong(OctetMasks::times).toArray();
        allOthers = all.length > MOST_OTHERS;
        others = allOthers ? new long[0] : all;
    }

    @Override
    public void find(Stretch text, PlacedPatterns.Matches into) {
        new Walk(text, into).all();
    }

    private final class Walk {

        private final Stretch text;
        private final byte[] in;
        private final PlacedPatterns.Trial always;
        private final PlacedPatterns.Trial needingDigits;
        private final PlacedPatterns.Trial needingLength;

        Walk(Stretch text, PlacedPatterns.Matches into) {
            this.text = text;
            in = text.octets();
            always = PlacedPatterns.trial(sets.always, text, into);
            needingDigits = PlacedPatterns.trial(sets.needingDigits, text, into);
            needingLength = PlacedPatterns.trial(sets.needingLength, text, into);
        }

        void all() {
            int at = text.from();
            int last = Math.min(text.to(), text.length() - BLOCK) - BLOCK;
            if (at <= last) {
                long words = words(in, at);
                long digits = digits(in, at);
                long before = wordBefore(at) ? 1 : 0;
                for (; at <= last; at += BLOCK) {
                    long wordsBehind = words(in, at + BLOCK);
                    long digitsBehind = digits(in, at + BLOCK);
                    long begins = words & ~(words << 1 | before);
                    long beforeDigits = ~words & (digits >>> 1 | digitsBehind << BLOCK - 1);
                    always.each(at, begins | beforeDigits | (allOthers ? ~words : others(in, at)));
                    needingDigits.each(at, (begins | ~words) & near(digits, digitsBehind));
                    needingLength.each(at, begins & lengthy(words, wordsBehind));
                    before = words >>> BLOCK - 1;
                    words = wordsBehind;
                    digits = digitsBehind;
                }
                always.finish();
                needingDigits.finish();
                needingLength.finish();
            }
            rest(at);
        }

        private boolean wordBefore(int at) {
            return at > 0 && ByteSet.WORD.contains(in[at - 1] & 0xff);
        }

        private void rest(int from) {
            boolean inWord = wordBefore(from);
            for (int at = from; at < text.to(); at++) {
                boolean word = ByteSet.WORD.contains(in[at] & 0xff);
                if (!(word && inWord)) {
                    always.at(at);
                    needingDigits.at(at);
                    needingLength.at(at);
                }
                inWord = word;
            }
        }

        private long others(byte[] in, int at) {
            long mask = 0;
            for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
                long eight = OctetMasks.eight(in, at + i);
                long any = 0;
                for (long other : others) {
                    any |= OctetMasks.same(eight, other);
                }
                mask |= OctetMasks.gather(any) << i;
            }
            return mask;
        }
    }

    private static long words(byte[] in, int at) {
        long words = 0;
        for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
            words |= OctetMasks.words(OctetMasks.eight(in, at + i)) << i;
        }
        return words;
    }

    private static long digits(byte[] in, int at) {
        long digits = 0;
        for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
            digits |= OctetMasks.digits(OctetMasks.eight(in, at + i)) << i;
        }
        return digits;
    }

    /** The places of a block with a digit there or up to {@link #NEAR} octets behind. */
    private static long near(long digits, long behind) {
        long low = digits | digits >>> 1 | behind << BLOCK - 1;
        long high = behind | behind >>> 1;
        low |= low >>> 2 | high << BLOCK - 2;
        high |= high >>> 2;
        low |= low >>> 4 | high << BLOCK - 4;
        high |= high >>> 4;
        return low | low >>> NEAR - 7 | high << BLOCK - (NEAR - 7);
    }

    /** The places of a block from which on {@link #LONG} octets are of a word. */
    private static long lengthy(long words, long behind) {
        long low = words & (words >>> 1 | behind << BLOCK - 1);
        long high = behind & behind >>> 1;
        low &= low >>> 2 | high << BLOCK - 2;
        high &= high >>> 2;
        low &= low >>> 4 | high << BLOCK - 4;
        high &= high >>> 4;
        return low & (low >>> 8 | high << BLOCK - 8);
    }

    @Override
    public String toString() {
        return sets + " at " + (allOthers ? "all" : others.length) + " octets of no word";
    }
}
