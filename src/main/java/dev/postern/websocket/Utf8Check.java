package dev.postern.websocket;

/** Whether octets are UTF-8 (RFC 3629), in whatever pieces: nothing overlong, no surrogates, nothing beyond U+10FFFF. */
final class Utf8Check {

    private int missing;
    private int least = 0x80;
    private int most = 0xbf;

    /** @return false as soon as no continuation could make it well-formed; not to be used after that */
    boolean add(byte[] octets, int from, int to) {
        for (int at = from; at < to; at++) {
            byte octet = octets[at];
            if ((octet < 0 || missing > 0) && !octet(octet & 0xff)) {
                return false;
            }
        }
        return true;
    }

    boolean complete() {
        return missing == 0;
    }

    private boolean octet(int octet) {
        if (missing == 0) {
            return lead(octet);
        }
        if (octet < least || octet > most) {
            return false;
        }
        least = 0x80;
        most = 0xbf;
        missing--;
        return true;
    }

    private boolean lead(int octet) {
        missing = octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : 3;
        switch (octet) {
            case 0xe0 -> least = 0xa0;
            case 0xed -> most = 0x9f;
            case 0xf0 -> least = 0x90;
            case 0xf4 -> most = 0x8f;
            default -> { }
        }
        return octet >= 0xc2 && octet <= 0xf4;
    }
}
