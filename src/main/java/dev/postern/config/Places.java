package dev.postern.config;

/** Lines and columns of a place that is known by its distance from the start. */
final class Places {

    private Places() {}

    /** @param index in code points; beyond the end means the end */
    static Position ofCodePoint(String file, String text, int index) {
        int line = 1;
        int column = 1;
        int at = 0;
        for (int seen = 0; at < text.length() && seen < index; seen++) {
            int c = text.codePointAt(at);
            boolean lineEnd = c == '\n' || c == '\r' && !text.startsWith("\n", at + 1);
            line += lineEnd ? 1 : 0;
            column = lineEnd ? 1 : column + 1;
            at += Character.charCount(c);
        }
        return new Position(file, line, column);
    }
}
