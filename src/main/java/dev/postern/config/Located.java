package dev.postern.config;

import java.util.Objects;

/** A configured value that remembers where it was written, so that what is wrong with it can be shown there. */
public record Located<T>(T value, Position at) {

    public Located {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(at, "at");
    }

    public static <T> Located<T> of(T value) {
        return new Located<>(value, Position.NONE);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
