package dev.postern.content;

/**
 * Bounds of what is looked into. What goes beyond them is malformed, and plain text from there on.
 *
 * @param mostDepth   arrays, objects and elements in one another, 1 to 10,000
 * @param mostParts   parts of a multipart body, with those of the bodies in it
 * @param mostNesting multipart bodies in one another
 */
public record Limits(int mostDepth, int mostParts, int mostNesting) {

    public static final Limits DEFAULT = new Limits(1_000, 10_000, 3);

    public Limits {
        if (mostDepth < 1 || mostDepth > 10_000 || mostParts < 1 || mostNesting < 1 || mostNesting > 8) {
            throw new IllegalArgumentException("no such bounds: depth " + mostDepth + ", parts " + mostParts + ", nesting " + mostNesting);
        }
    }
}
