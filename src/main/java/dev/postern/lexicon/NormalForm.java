package dev.postern.lexicon;

import java.text.Normalizer;

/** Values as they are compared: letters and digits alone, in lower case, compatible forms of a character as one. {@code DE89 3704-0044} and {@code de8937040044} are the same. */
final class NormalForm {

    /** What values consist of; bits. */
    static final int DIGITS = 1;
    static final int LETTERS = 2;

    private NormalForm() {}

    static String of(String value) {
        String composed = Normalizer.isNormalized(value, Normalizer.Form.NFKC) ? value : Normalizer.normalize(value, Normalizer.Form.NFKC);
        StringBuilder kept = new StringBuilder();
        composed.codePoints().filter(Character::isLetterOrDigit).map(Character::toLowerCase).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** 1, 2 or 3: {@link #DIGITS}, {@link #LETTERS} or both. */
    static int kind(String normal) {
        return normal.codePoints().map(c -> c >= '0' && c <= '9' ? DIGITS : LETTERS).reduce(0, (a, b) -> a | b);
    }

    /** Of the values' octets and of text: what words are made of here. Every character beyond ASCII is. */
    static boolean inWord(int octet) {
        return octet >= 0x80 || octet >= '0' && octet <= '9' || octet >= 'a' && octet <= 'z' || octet >= 'A' && octet <= 'Z';
    }

    /** What may stand between the words of one value. */
    static boolean separates(int octet) {
        return octet >= ' ' && octet < 0x80 && !inWord(octet) && "\"<>{}[]|\\;=".indexOf(octet) < 0;
    }
}
