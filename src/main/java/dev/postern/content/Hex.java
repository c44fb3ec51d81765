package dev.postern.content;

/** Digits of sixteen. */
final class Hex {

    private Hex() {}

    /** @return 0 to 15, −1 for what is none */
    static int digit(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        int lower = octet | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static int upper(int value) {
        return value < 10 ? '0' + value : 'A' + value - 10;
    }
}
