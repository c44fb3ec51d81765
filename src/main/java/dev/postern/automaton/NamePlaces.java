package dev.postern.automaton;

/** Where parts of names may begin, as {@link PlacedPatterns.Trial#names} says. */
final class NamePlaces {

    private static final int BLOCK = 64;

    private NamePlaces() {}

    static void each(Stretch text, PlacedPatterns.Trial trial) {
        byte[] in = text.octets();
        int at = text.from();
        long letterBefore = at > 0 && letter(in[at - 1]) ? 1 : 0;
        long digitBefore = at > 0 && digit(in[at - 1]) ? 1 : 0;
        int last = Math.min(text.to(), text.length() - OctetMasks.WIDTH) - BLOCK;
        for (; at <= last; at += BLOCK) {
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
            trial.each(at, places);
        }
        trial.finish();
        for (; at < text.to(); at++) {
            int octet = in[at];
            boolean afterLetter = at > 0 && letter(in[at - 1]);
            if (letter(octet) ? !afterLetter || octet <= 'Z' : digit(octet) ? !afterLetter && !(at > 0 && digit(in[at - 1])) : (octet & 0xc0) == 0xc0) {
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
