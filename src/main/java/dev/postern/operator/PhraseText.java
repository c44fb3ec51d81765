package dev.postern.operator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * How ModSecurity writes phrases: octets between bars in hexadecimal, {@code |41 42|}; a backslash before {@code \ : ; "}; double quotes around the whole are taken away. What is not meant so but
 * looks like it stays as ModSecurity leaves it, which is why the text is rewritten in its own place: bars that enclose no octets do not shorten it.
 */
final class PhraseText {

    private enum Mode { TEXT, OCTETS }

    private final byte[] text;
    private int written;
    private boolean converted;
    private Mode mode = Mode.TEXT;
    private int high = -1;

    private PhraseText(byte[] text) {
        this.text = text;
    }

    /** Empty when a backslash stands before anything else. */
    static Optional<byte[]> read(String phrase) {
        int from = 0;
        while (from < phrase.length() && Blank.is(phrase.charAt(from))) {
            from++;
        }
        String bare = phrase.substring(from);
        if (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        return new PhraseText(bare.getBytes(StandardCharsets.ISO_8859_1)).rewritten();
    }

    private Optional<byte[]> rewritten() {
        boolean escaped = false;
        for (int at = 0; at < text.length; at++) {
            byte c = text[at];
            if (c == '|') {
                mode = mode == Mode.TEXT ? Mode.OCTETS : Mode.TEXT;
            } else if (!escaped && c == '\\') {
                escaped = true;
            } else if (mode == Mode.OCTETS) {
                octet(Character.digit(c, 16));
            } else if (escaped && "\\:;\"".indexOf(c) < 0) {
                return Optional.empty();
            } else {
                text[written++] = c;
                converted |= escaped;
                escaped = false;
            }
        }
        return Optional.of(converted ? Arrays.copyOf(text, written) : text);
    }

    private void octet(int digit) {
        if (digit < 0) {
            return;
        }
        if (high < 0) {
            high = digit;
        } else {
            text[written++] = (byte) (high << 4 | digit);
            high = -1;
            converted = true;
        }
    }
}
