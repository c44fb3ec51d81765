package dev.postern.dlp;

/** Places in documents: steps between slashes, {@code *} for any one step. Immutable; linear in the path. */
final class FieldPattern {

    private final String[] steps;

    private FieldPattern(String[] steps) {
        this.steps = steps;
    }

    static FieldPattern of(String text) {
        return new FieldPattern(text.split("/", -1));
    }

    boolean matches(String path) {
        int at = 0;
        for (int i = 0; i < steps.length; i++) {
            int end = path.indexOf('/', at);
            boolean last = i == steps.length - 1;
            if (last != end < 0) {
                return false;
            }
            int to = last ? path.length() : end;
            if (!steps[i].equals("*") && !(steps[i].length() == to - at && path.startsWith(steps[i], at))) {
                return false;
            }
            at = to + 1;
        }
        return true;
    }
}
