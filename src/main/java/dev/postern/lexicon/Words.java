package dev.postern.lexicon;

/** Where words begin and end in UTF-8. */
final class Words {

    private Words() {}

    /** Whether no word goes on at either end of this. */
    static boolean bounded(byte[] text, int length, int start, int end) {
        boolean before = start > 0 && joins(characterBefore(text, start)) && joins(characterAt(text, length, start));
        boolean behind = end < length && joins(characterBefore(text, end)) && joins(characterAt(text, length, end));
        return !before && !behind;
    }

    /** Whether words are made of this character, and are kept apart from others by characters that they are not made of. */
    static boolean joins(int character) {
        if (character < 0x80) {
            return character >= '0' && character <= '9' || character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_';
        }
        return Character.isLetterOrDigit(character) && switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> false;
            default -> true;
        };
    }

    /** The character that begins here; an octet that begins none stands for itself, as U+FFFD. */
    static int characterAt(byte[] text, int length, int at) {
        int octet = text[at] & 0xff;
        int more = octet < 0xc2 ? 0 : octet < 0xe0 ? 1 : octet < 0xf0 ? 2 : octet < 0xf5 ? 3 : 0;
        if (more == 0 || at + more >= length) {
            return octet < 0x80 ? octet : 0xfffd;
        }
        int character = octet & 0x3f >> more;
        for (int i = 1; i <= more; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0xfffd;
            }
            character = character << 6 | text[at + i] & 0x3f;
        }
        return Character.isValidCodePoint(character) ? character : 0xfffd;
    }

    /** The character that ends before this place. */
    static int characterBefore(byte[] text, int end) {
        int at = end - 1;
        while (at > 0 && end - at < 4 && (text[at] & 0xc0) == 0x80) {
            at--;
        }
        return characterAt(text, end, at);
    }
}
