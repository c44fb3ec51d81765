package dev.postern.seclang;

import dev.postern.config.Position;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A rule file as it was read, octets as characters U+0000 to U+00FF, with lines and columns for its offsets. */
final class SourceText {

    /** Beyond this many octets of a line columns count octets, so that positions stay cheap. */
    private static final int NEAR = 8192;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String file;
    private final byte[] octets;
    private final String text;
    private final int[] starts;

    /** @param file as it is shown in problems */
    SourceText(String file, byte[] octets) {
        this.file = file;
        this.octets = octets;
        this.text = new String(octets, StandardCharsets.ISO_8859_1);
        int[] found = new int[16];
        int lines = 1;
        found[0] = octets.length >= 3 && Arrays.equals(octets, 0, 3, MARK, 0, 3) ? 3 : 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (lines == found.length) {
                found = Arrays.copyOf(found, 2 * lines);
            }
            found[lines++] = end + 1;
        }
        this.starts = Arrays.copyOf(found, lines);
    }

    String file() {
        return file;
    }

    char charAt(int offset) {
        return text.charAt(offset);
    }

    int lines() {
        return starts.length;
    }

    /** @param line from 0 */
    int start(int line) {
        return starts[line];
    }

    /** Where line {@code line}, from 0, ends: before the line feed, and before the carriage return that goes with it. */
    int end(int line) {
        int end = line + 1 < starts.length ? starts[line + 1] - 1 : octets.length;
        return line + 1 < starts.length && end > starts[line] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Columns count characters where the file is UTF-8, as editors do. */
    Position position(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = Math.max(0, found < 0 ? -found - 2 : found);
        int from = Math.min(starts[line], offset);
        if (offset - from > NEAR) {
            return new Position(file, line + 1, offset - from + 1);
        }
        String before = new String(octets, from, offset - from, StandardCharsets.UTF_8);
        return new Position(file, line + 1, before.codePointCount(0, before.length()) + 1);
    }
}
