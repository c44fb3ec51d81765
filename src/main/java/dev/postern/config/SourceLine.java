package dev.postern.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of a configuration file as it is shown, and the indent of the caret below it.
 *
 * @param text   controls replaced, cut around the caret
 * @param indent spaces, and tabs where the text has them, so that the caret stands below its character
 */
record SourceLine(String text, String indent) {

    static final int WIDTH = 120;

    private static final String CUT = "…";

    /** Lines as YAML counts them; none when the file cannot be read. */
    static List<String> linesOf(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            String text = new String(in.readNBytes(ConfigFiles.MAX_FILE_BYTES), StandardCharsets.UTF_8);
            return List.of((text.startsWith("\ufeff") ? text.substring(1) : text).split("\\r\\n|[\\r\\n\\u0085\\u2028\\u2029]", -1));
        } catch (IOException | InvalidPathException unreadable) {
            return List.of();
        }
    }

    /** @param column of the caret in characters (code points), from 1; beyond the end means the end */
    static SourceLine around(String shown, int column) {
        int[] line = shown.codePoints().toArray();
        int caret = Math.clamp(column - 1, 0, line.length);
        int from = caret < WIDTH - 20 ? 0 : caret - WIDTH / 2;
        int until = Math.min(line.length, from + WIDTH);
        StringBuilder text = new StringBuilder(from > 0 ? CUT : "");
        StringBuilder indent = new StringBuilder(from > 0 ? " " : "");
        for (int at = from; at < until; at++) {
            text.appendCodePoint(line[at] == '\t' || Shown.isSafe(line[at]) ? line[at] : '\ufffd');
            if (at < caret) {
                indent.append(line[at] == '\t' ? '\t' : ' ');
            }
        }
        return new SourceLine(text.append(until < line.length ? CUT : "").toString(), indent.toString());
    }
}
