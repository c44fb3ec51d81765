package dev.postern.detect;

/** Where words begin and end in UTF-8, in prose and in names that are made of words. */
final class Letters {

    private Letters() {}

    /** Of a script that puts nothing between words, or hangs endings on them that are words elsewhere. */
    static boolean standsAlone(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    static boolean small(int octet) {
        return octet >= 'a' && octet <= 'z';
    }

    static boolean capital(int octet) {
        return octet >= 'A' && octet <= 'Z';
    }

    private static boolean digit(int octet) {
        return octet >= '0' && octet <= '9';
    }

    /** An ASCII letter or digit. */
    static boolean inName(int octet) {
        return small(octet) || capital(octet) || digit(octet);
    }

    /**
     * Whether a word may begin or end between two octets: none or one of them is part of a word, or digits follow on letters, or a capital begins the next word of a name
     * ({@code taxId}, {@code USTax}, {@code 2ndTax}).
     */
    static boolean boundary(byte[] text, int length, int at) {
        if (at == 0 || at == length) {
            return true;
        }
        int before = text[at - 1];
        int after = text[at];
        if (before >= 0 && after >= 0) {
            return ascii(before, after, at + 1 < length ? text[at + 1] : 0);
        }
        return !(inWord(before, text, length, start(text, at - 1)) && inWord(after, text, length, at));
    }

    private static boolean ascii(int before, int after, int beyond) {
        if (small(after)) {
            return !small(before) && !capital(before) && !digit(before);
        }
        if (capital(after)) {
            return !capital(before) || small(beyond);
        }
        return !digit(after) || !digit(before);
    }

    private static int start(byte[] text, int at) {
        int start = at;
        while (start > 0 && at - start < 3 && (text[start] & 0xc0) == 0x80) {
            start--;
        }
        return start;
    }

    private static boolean inWord(int octet, byte[] text, int length, int start) {
        if (octet >= 0) {
            return small(octet) || capital(octet);
        }
        int codePoint = codePoint(text, length, start);
        return Character.isLetter(codePoint) && !standsAlone(codePoint);
    }

    /** Of well-formed UTF-8 from here; else a character that is no letter. */
    private static int codePoint(byte[] text, int length, int at) {
        int lead = text[at] & 0xff;
        int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
        if (more == 0 || at + more >= length) {
            return 0;
        }
        int codePoint = lead & 0x3f >> more;
        for (int i = 1; i <= more; i++) {
            codePoint = codePoint << 6 | text[at + i] & 0x3f;
        }
        return codePoint <= Character.MAX_CODE_POINT ? codePoint : 0;
    }
}
