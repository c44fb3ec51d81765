package dev.postern.automaton;

import java.util.stream.IntStream;

/** Comes to every place where a word begins, and to every octet of no word with which some pattern may begin. */
final class EverywhereSearch implements WordSearch {

    private static final int BLOCK = 64;
    /** So many octets of no word are looked for one by one; if patterns begin with more, all are looked at. */
    private static final int MOST_OTHERS = 6;

    private final PlacedPatterns patterns;
    /** By octet, whether a match may begin with it. */
    private final boolean[] first = new boolean[256];
    /** Each octet of no word with which one may begin, eight times; empty if there are too many of them. */
    private final long[] others;
    private final boolean allOthers;

    EverywhereSearch(PlacedPatterns patterns) {
        this.patterns = patterns;
        ByteSet beginning = patterns.beginnings().first();
        for (int octet = 0; octet < 256; octet++) {
            first[octet] = beginning.contains(octet);
        }
        ByteSet rare = beginning.minus(ByteSet.WORD);
        long[] all = IntStream.range(0, 256).filter(rare::contains).mapToLong(OctetMasks::times).toArray();
        allOthers = all.length > MOST_OTHERS;
        others = allOthers ? new long[0] : all;
    }

    @Override
    public void find(Stretch text, PlacedPatterns.Matches into) {
        PlacedPatterns.Trial trial = patterns.on(text, into);
        byte[] in = text.octets();
        Beginnings beginnings = patterns.beginnings();
        int at = text.from();
        long before = at > 0 && ByteSet.WORD.contains(in[at - 1] & 0xff) ? 1 : 0;
        int last = Math.min(text.to(), text.length() - 1) - BLOCK;
        for (; at <= last; at += BLOCK) {
            long words = 0;
            long rare = 0;
            for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
                long eight = OctetMasks.eight(in, at + i);
                words |= OctetMasks.words(eight) << i;
                for (long other : others) {
                    rare |= OctetMasks.equal(eight, other) << i;
                }
            }
            long places = words & ~(words << 1 | before) | (allOthers ? ~words : rare);
            before = words >>> BLOCK - 1;
            for (; places != 0; places &= places - 1) {
                int place = at + Long.numberOfTrailingZeros(places);
                if (beginnings.at(in, place)) {
                    trial.match(place);
                }
            }
        }
        oneByOne(text, at, trial);
    }

    private void oneByOne(Stretch text, int from, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        boolean inWord = from > 0 && ByteSet.WORD.contains(in[from - 1] & 0xff);
        for (int at = from; at < text.to(); at++) {
            int octet = in[at] & 0xff;
            boolean word = ByteSet.WORD.contains(octet);
            if (first[octet] && !(word && inWord)) {
                trial.at(at);
            }
            inWord = word;
        }
    }

    @Override
    public String toString() {
        return patterns + (allOthers ? " at all octets of no word" : " at " + others.length + " octets of no word");
    }
}
