package dev.postern.audit;

import java.util.ArrayList;
import java.util.List;

/** Makes text from outside fit to be written: cut at a stated length, without halves of characters. Escaping is the JSON writer's. */
final class Text {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char ELLIPSIS = '\u2026';

    private Text() {}

    /** At most {@code max} characters, the last an ellipsis when something was cut; lone surrogates become U+FFFD. */
    static String cut(String text, int max) {
        String kept = text.length() <= max ? text : text.substring(0, max - 1) + ELLIPSIS;
        return isWhole(kept) ? kept : mended(kept);
    }

    /** At most {@code max} elements of at most {@code length} characters; what was left out is counted in one more element. */
    static List<String> cut(List<String> texts, int max, int length) {
        if (texts.isEmpty()) {
            return texts;
        }
        List<String> kept = new ArrayList<>(Math.min(texts.size(), max) + 1);
        for (String text : texts.subList(0, Math.min(texts.size(), max))) {
            kept.add(cut(text, length));
        }
        if (texts.size() > max) {
            kept.add(ELLIPSIS + " " + (texts.size() - max) + " more");
        }
        return kept;
    }

    /** What stands before {@code mark}: a value must not slip in with a name. */
    static String before(char mark, String text) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static boolean isWhole(String text) {
        int bits = 0; // of all characters together: without a way out the loop takes many at a time
        for (int i = 0; i < text.length(); i++) {
            bits |= text.charAt(i);
        }
        return bits < Character.MIN_SURROGATE || text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    private static String mended(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isLoneSurrogate(c) ? REPLACEMENT : c));
        return out.toString();
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }
}
