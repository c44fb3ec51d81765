package dev.postern.automaton;

import java.util.List;

/** Comes to places before an octet that all of its patterns need. */
final class PivotSearch implements WordSearch {

    private static final int STRIDE = 4 * OctetMasks.WIDTH;

    private final PlacedPatterns patterns;
    private final byte pivot;
    private final long eightTimes;
    private final ByteSet run;
    private final ByteSet behind;
    private final int most;

    /** @param pivots of the patterns, all the same octet */
    PivotSearch(PlacedPatterns patterns, List<Pivot> pivots) {
        this.patterns = patterns;
        pivot = (byte) pivots.getFirst().octet();
        eightTimes = OctetMasks.times(pivots.getFirst().octet());
        run = pivots.stream().map(Pivot::run).reduce(ByteSet.NONE, ByteSet::or);
        behind = pivots.stream().map(Pivot::behind).reduce(ByteSet.NONE, ByteSet::or);
        most = pivots.stream().mapToInt(Pivot::most).max().orElseThrow();
    }

    @Override
    public void find(Stretch text, PlacedPatterns.Matches into) {
        PlacedPatterns.Trial trial = patterns.on(text, into);
        byte[] in = text.octets();
        int end = (int) Math.min(text.length(), (long) text.to() + most);
        int at = text.from();
        for (; at <= end - STRIDE; at += STRIDE) {
            long any = 0;
            for (int i = 0; i < STRIDE; i += OctetMasks.WIDTH) {
                any |= OctetMasks.same(OctetMasks.eight(in, at + i), eightTimes);
            }
            if ((any & OctetMasks.HIGH) != 0) {
                stride(text, at, trial);
            }
        }
        for (; at < end; at++) {
            if (in[at] == pivot) {
                around(text, at, trial);
            }
        }
    }

    private void stride(Stretch text, int from, PlacedPatterns.Trial trial) {
        for (int at = from; at < from + STRIDE; at += OctetMasks.WIDTH) {
            for (long found = OctetMasks.equal(OctetMasks.eight(text.octets(), at), eightTimes); found != 0; found &= found - 1) {
                around(text, at + Long.numberOfTrailingZeros(found), trial);
            }
        }
    }

    /** Tries where words begin in front of the pivot, up to the one before. */
    private void around(Stretch text, int at, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        if (at + 1 < text.length() && !behind.contains(in[at + 1] & 0xff)) {
            return;
        }
        int place = Math.min(at, text.to() - 1);
        int least = Math.max(text.from(), at - most);
        for (int reached = at; place >= least; place--) {
            while (reached > place) {
                if (!run.contains(in[--reached] & 0xff)) {
                    return;
                }
            }
            if (place == 0 || !(ByteSet.WORD.contains(in[place] & 0xff) && ByteSet.WORD.contains(in[place - 1] & 0xff))) {
                trial.at(place);
            }
        }
    }

    @Override
    public String toString() {
        return patterns + " around '" + (char) pivot + '\'';
    }
}
