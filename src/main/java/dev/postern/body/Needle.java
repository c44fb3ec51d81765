package dev.postern.body;

/** Finds one text in others in time linear in both, whatever they are (Knuth, Morris, Pratt). Immutable. */
final class Needle {

    private final byte[] text;
    /** For each prefix, how long the longest prefix is that it also ends with. */
    private final int[] fallBack;

    Needle(byte[] text) {
        this.text = text;
        this.fallBack = new int[text.length];
        int matched = 0;
        for (int at = 1; at < text.length; at++) {
            matched = advanced(matched, text[at]);
            fallBack[at] = matched;
        }
    }

    boolean within(byte[] in, int from, int to) {
        int matched = 0;
        for (int at = from; at < to; at++) {
            matched = advanced(matched, in[at]);
            if (matched == text.length) {
                return true;
            }
        }
        return false;
    }

    private int advanced(int matched, byte octet) {
        int length = matched;
        while (length > 0 && text[length] != octet) {
            length = fallBack[length - 1];
        }
        return text[length] == octet ? length + 1 : length;
    }
}
