package dev.postern.config;

import java.util.Objects;

/**
 * A configured value that remembers where it was written, so that what is wrong with it can be shown there. Two are equal when their values are: a line written above changes nothing, and what
 * was made of the value can be kept.
 */
public record Located<T>(T value, Position at) {

    public Located {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(at, "at");
    }

    public static <T> Located<T> of(T value) {
        return new Located<>(value, Position.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Located<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
