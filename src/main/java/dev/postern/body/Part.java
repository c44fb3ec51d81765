package dev.postern.body;

import java.util.List;
import java.util.Optional;

/**
 * A part of a multipart body whose end was seen, or that the body's cut goes through.
 *
 * @param name    as the disposition names it, unescaped; empty where a cut left no name of it
 * @param file    the file's name, for a part that is one: {@code FILES}
 * @param headers its header lines, unfolded: {@code MULTIPART_PART_HEADERS}
 * @param content where its content stands in the body
 */
public record Part(byte[] name, Optional<byte[]> file, List<byte[]> headers, Range content) {

    public Part {
        headers = List.copyOf(headers);
    }

    /** A part that is no file; or one whose file has no name but content: many readers take that for the value of a field, and browsers send it for no file at all, empty. */
    boolean isArgument() {
        return file.map(name -> name.length == 0 && content.length() > 0).orElse(true);
    }

    /** Octets {@code from} (inclusive) to {@code to} of the body. */
    public record Range(int from, int to) {

        public int length() {
            return to - from;
        }
    }
}
