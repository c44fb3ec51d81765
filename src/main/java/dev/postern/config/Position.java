package dev.postern.config;

/** A place in a configuration file: lines and columns count from 1. */
public record Position(String file, int line, int column) {

    /** For values that stand in no file: defaults, and configuration built by code. */
    public static final Position NONE = new Position("", 0, 0);

    @Override
    public String toString() {
        return file + ':' + line + ':' + column;
    }
}
