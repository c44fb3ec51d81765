package dev.postern.automaton;

import java.util.List;

/** Comes to places before an octet that all of its patterns need. */
final class PivotSearch implements WordSearch {

    private static final int STRIDE = 4 * OctetMasks.WIDTH;
    private static final int WORD = 1;
    private static final int RUN = 2;
    private static final int BEHIND = 4;

    private final PlacedPatterns patterns;
    private final byte pivot;
    private final long eightTimes;
    private final byte[] kinds = new byte[256];
    private final int most;

    /** @param pivots of the patterns, all the same octet */
    PivotSearch(PlacedPatterns patterns, List<Pivot> pivots) {
        this.patterns = patterns;
        pivot = (byte) pivots.getFirst().octet();
        eightTimes = OctetMasks.times(pivots.getFirst().octet());
        ByteSet run = pivots.stream().map(Pivot::run).reduce(ByteSet.NONE, ByteSet::or);
        ByteSet behind = pivots.stream().map(Pivot::behind).reduce(ByteSet.NONE, ByteSet::or);
        for (int octet = 0; octet < 256; octet++) {
            kinds[octet] = (byte) ((ByteSet.WORD.contains(octet) ? WORD : 0) | (run.contains(octet) ? RUN : 0) | (behind.contains(octet) ? BEHIND : 0));
        }
        most = pivots.stream().mapToInt(Pivot::most).max().orElseThrow();
    }

    @Override
    public Run run(PlacedPatterns.Matches into) {
        PlacedPatterns.Trial trial = patterns.trial(into);
        return text -> {
            find(text, trial.on(text));
            trial.on(Stretch.NOTHING);
        };
    }

    private void find(Stretch text, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        int end = (int) Math.min(text.length(), (long) text.to() + most);
        int at = text.from();
        for (; at <= end - STRIDE; at += STRIDE) {
            long any = 0;
            for (int i = 0; i < STRIDE; i += OctetMasks.WIDTH) {
                any |= OctetMasks.somewhere(OctetMasks.eight(in, at + i), eightTimes);
            }
            if ((any & OctetMasks.HIGH) != 0) {
                for (int i = 0; i < STRIDE; i += OctetMasks.WIDTH) {
                    eight(text, at + i, trial);
                }
            }
        }
        for (; at <= end - OctetMasks.WIDTH; at += OctetMasks.WIDTH) {
            eight(text, at, trial);
        }
        for (; at < end; at++) {
            if (in[at] == pivot) {
                around(text, at, trial);
            }
        }
        trial.finish();
    }

    private void eight(Stretch text, int from, PlacedPatterns.Trial trial) {
        for (long found = OctetMasks.equal(OctetMasks.eight(text.octets(), from), eightTimes); found != 0; found &= found - 1) {
            around(text, from + Long.numberOfTrailingZeros(found), trial);
        }
    }

    /** Tries where words begin in front of the pivot, up to the one before. */
    private void around(Stretch text, int at, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        if (at + 1 < text.length() && (kinds[in[at + 1] & 0xff] & BEHIND) == 0) {
            return;
        }
        int least = Math.max(text.from(), at - most);
        int place = at;
        boolean word = (kinds[in[place] & 0xff] & WORD) != 0;
        while (place > least && (kinds[in[place - 1] & 0xff] & RUN) != 0) {
            boolean wordBefore = (kinds[in[place - 1] & 0xff] & WORD) != 0;
            if (place < text.to() && !(word && wordBefore)) {
                trial.soon(place);
            }
            word = wordBefore;
            place--;
        }
        boolean goesOn = word && place > 0 && (kinds[in[place - 1] & 0xff] & WORD) != 0;
        if (place < text.to() && !goesOn) {
            trial.soon(place);
        }
    }

    @Override
    public String toString() {
        return patterns + " around '" + (char) pivot + '\'';
    }
}
