package dev.postern.automaton;

/** Where parts of names may begin, as {@link PlacedPatterns.Trial#names} says. */
final class NamePlaces {

    private static final int BLOCK = 64;

    private NamePlaces() {}

    static void each(Stretch text, WordStarts starts, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        int at = text.from();
        long letterBefore = at > 0 && letter(in[at - 1]) ? 1 : 0;
        long digitBefore = at > 0 && digit(in[at - 1]) ? 1 : 0;
        for (; at <= text.to() - BLOCK; at += BLOCK) {
            long letters = 0;
            long digits = 0;
            long others = 0;
            for (int i = 0; i < BLOCK; i += OctetMasks.WIDTH) {
                long eight = OctetMasks.eight(in, at + i);
                letters |= OctetMasks.letters(eight) << i;
                digits |= OctetMasks.digits(eight) << i;
                others |= OctetMasks.capitalsAndLeads(eight) << i;
            }
            long places = letters & ~(letters << 1 | letterBefore) | digits & ~((letters | digits) << 1 | letterBefore | digitBefore) | others;
            letterBefore = letters >>> BLOCK - 1;
            digitBefore = digits >>> BLOCK - 1;
            for (; places != 0; places &= places - 1) {
                at(text, at + Long.numberOfTrailingZeros(places), starts, trial);
            }
        }
        for (; at < text.to(); at++) {
            int octet = in[at];
            boolean afterLetter = at > 0 && letter(in[at - 1]);
            if (letter(octet) ? !afterLetter || octet <= 'Z' : digit(octet) ? !afterLetter && !(at > 0 && digit(in[at - 1])) : (octet & 0xc0) == 0xc0) {
                at(text, at, starts, trial);
            }
        }
    }

    /** A character beyond ASCII may be a word however it goes on. */
    private static void at(Stretch text, int at, WordStarts starts, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        if (in[at] < 0 || at + OctetMasks.WIDTH > text.length() || starts.any(OctetMasks.eight(in, at))) {
            trial.at(at);
        }
    }

    private static boolean letter(int octet) {
        return (octet | 0x20) >= 'a' && (octet | 0x20) <= 'z';
    }

    private static boolean digit(int octet) {
        return octet >= '0' && octet <= '9';
    }
}
