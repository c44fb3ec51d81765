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
    private static final int BLOCK = Blocks.BLOCK;
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
    public Run run(PlacedPatterns.Matches into) {
        return new Walk(into);
    }

    private final class Walk implements Run {

        private final PlacedPatterns.Trial always;
        private final PlacedPatterns.Trial needingDigits;
        private final PlacedPatterns.Trial needingLength;
        private final Blocks blocks = new Blocks();

        Walk(PlacedPatterns.Matches into) {
            always = PlacedPatterns.trial(sets.always, into);
            needingDigits = PlacedPatterns.trial(sets.needingDigits, into);
            needingLength = PlacedPatterns.trial(sets.needingLength, into);
        }

        @Override
        public void find(Stretch text) {
            on(text);
            walk(text);
            always.finish();
            needingDigits.finish();
            needingLength.finish();
            on(Stretch.NOTHING);
        }

        private void on(Stretch text) {
            always.on(text);
            needingDigits.on(text);
            needingLength.on(text);
            blocks.on(text);
        }

        private void walk(Stretch text) {
            int at = text.from();
            blocks.aim(at);
            long words = blocks.words();
            long digits = blocks.digits();
            long marks = marks();
            long before = at > 0 && ByteSet.WORD.contains(text.octets()[at - 1] & 0xff) ? 1 : 0;
            for (; at < text.to(); at += BLOCK) {
                blocks.aim(at + BLOCK);
                long wordsBehind = blocks.words();
                long digitsBehind = blocks.digits();
                long part = Blocks.first(text.to() - at);
                long begins = words & ~(words << 1 | before);
                long beforeDigits = ~words & (digits >>> 1 | digitsBehind << BLOCK - 1);
                always.each(at, part & (begins | beforeDigits | (allOthers ? ~words : marks)));
                needingDigits.each(at, part & (begins | ~words) & near(digits, digitsBehind));
                needingLength.each(at, part & begins & lengthy(words, wordsBehind));
                before = words >>> BLOCK - 1;
                words = wordsBehind;
                digits = digitsBehind;
                marks = marks();
            }
        }

        private long marks() {
            return others.length == 0 ? 0 : blocks.any(others);
        }
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
