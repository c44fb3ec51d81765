package dev.postern.route;

/** Where the segments of a path begin and end. */
final class Segments {

    private Segments() {}

    /** The end of the segment that begins at {@code start}. */
    static int end(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }

    /** The characters that the first {@code count} segments of a path take, each with the slash before it. */
    static int length(String path, int count) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = end(path, at + 1);
        }
        return at;
    }
}
