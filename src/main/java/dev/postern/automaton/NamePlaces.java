package dev.postern.automaton;

/** Where parts of names may begin, as {@link PlacedPatterns.Trial#names} says. */
final class NamePlaces {

    private static final int BLOCK = 64;
    /** The highest bit of the first octet of eight. */
    private static final long FIRST = 0x80;

    private NamePlaces() {}

    /** One method on purpose: what is as large as this is compiled for itself, wherever it is called from. */
    static void each(Stretch text, int from, int to, WordStarts starts, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        int at = from;
        long before = at > 0 && (letter(in[at - 1]) || digit(in[at - 1])) ? FIRST : 0;
        long wanted = starts.digits() ? -1 : 0;
        Lanes lanes = trial.lanes();
        int last = Math.min(to, text.length() - Lanes.AHEAD);
        while (at + OctetMasks.WIDTH <= last) {
            int first = at;
            int count = Math.min(BLOCK, last - at) & -OctetMasks.WIDTH;
            long places = 0;
            for (int i = 0; i < count; i += OctetMasks.WIDTH) {
                long eight = OctetMasks.eight(in, at + i);
                long letters = OctetMasks.lettersHigh(eight);
                long digits = OctetMasks.digitsHigh(eight);
                long both = (letters | digits) & OctetMasks.HIGH;
                places |= OctetMasks.gather((letters | digits & wanted) & ~(both << 8 | before) | OctetMasks.capitalsAndLeadsHigh(eight)) << i;
                before = both >>> 56;
            }
            at += count;
            int[] waiting = lanes.places();
            int added = lanes.count();
            for (; places != 0; places &= places - 1) {
                int place = first + Long.numberOfTrailingZeros(places);
                waiting[added] = place;
                added += (int) starts.bit((int) OctetMasks.eight(in, place));
            }
            lanes.waiting(added);
            if (lanes.full()) {
                trial.finish();
            }
        }
        trial.finish();
        for (; at < to; at++) {
            int octet = in[at];
            boolean goesOn = at > 0 && (letter(in[at - 1]) || digit(in[at - 1]));
            if (letter(octet) ? !goesOn || octet <= 'Z' : digit(octet) ? !goesOn : (octet & 0xc0) == 0xc0) {
                trial.at(at);
            }
        }
    }

    private static boolean letter(int octet) {
        return (octet | 0x20) >= 'a' && (octet | 0x20) <= 'z';
    }

    private static boolean digit(int octet) {
        return octet >= '0' && octet <= '9';
    }
}
