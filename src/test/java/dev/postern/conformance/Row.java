package dev.postern.conformance;

/**
 * One row of outside data.
 *
 * @param title says which row it is by what is in it, so that a declaration finds it in other directories too; one line
 */
record Row(String title, Check check) {

    /** Whether the product does what the row expects. */
    @FunctionalInterface
    interface Check {
        /** What went wrong, in one line; empty when nothing did. Whatever is thrown went wrong too. */
        String failure() throws Exception;
    }

    String failure() {
        try {
            return check.failure();
        } catch (Exception | Error thrown) {
            return "threw " + thrown;
        }
    }

    /** For rows that expect octets. */
    static String difference(byte[] expected, byte[] seen) {
        return java.util.Arrays.equals(expected, seen) ? "" : "expected " + Shown.of(expected) + ", got " + Shown.of(seen);
    }
}
