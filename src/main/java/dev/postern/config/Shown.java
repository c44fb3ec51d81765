package dev.postern.config;

/** How a text from the configuration is shown in a message: in quotes, cut to 60 characters, controls and what could disturb a terminal escaped. */
public final class Shown {

    private static final int MAX = 60;

    private Shown() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(MAX).forEach(c -> append(shown, c));
        return shown.append(text.codePointCount(0, text.length()) > MAX ? "…\"" : "\"").toString();
    }

    static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static void append(StringBuilder shown, int c) {
        switch (c) {
            case '\n' -> shown.append("\\n");
            case '\t' -> shown.append("\\t");
            case '\r' -> shown.append("\\r");
            case '"' -> shown.append("\\\"");
            default -> {
                if (isSafe(c)) {
                    shown.appendCodePoint(c);
                } else {
                    shown.append("\\u{%x}".formatted(c));
                }
            }
        }
    }
}
