package dev.postern.config;

/** A text that cannot be what its key needs; caught where the text's place is known, and turned into a {@link Problem}. */
final class Unfit extends IllegalArgumentException {

    private final String hint;

    Unfit(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
