package dev.postern.injection;

/** Where in a statement the value is taken to stand: as it is, or inside a string with these quotes. */
enum Quoting {
    NONE(SqlToken.NONE),
    SINGLE((byte) '\''),
    DOUBLE((byte) '"');

    private final byte quote;

    Quoting(byte quote) {
        this.quote = quote;
    }

    byte quote() {
        return quote;
    }
}
