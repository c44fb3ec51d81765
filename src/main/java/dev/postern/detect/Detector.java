package dev.postern.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How one type of data is found: the forms it is written in, a check, and words that make it likelier when they stand before it or name its field.
 *
 * @param words lower case, ASCII or other letters; compared without regard to ASCII case
 */
public record Detector(InfoType type, List<Shape> shapes, Check check, List<String> words) {

    public Detector {
        if (shapes.isEmpty()) {
            throw new IllegalArgumentException(type + " has no shape");
        }
        shapes = List.copyOf(shapes);
        words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    public static Builder of(InfoType type) {
        return new Builder(type);
    }

    /** Reads as a list: {@code Detector.of(TYPE).shape("…", 30).check(X::check).words("…").build()}. */
    public static final class Builder {

        private final InfoType type;
        private final List<Shape> shapes = new ArrayList<>();
        private Check check = Check.NONE;
        private List<String> words = List.of();

        private Builder(InfoType type) {
            this.type = type;
        }

        public Builder shape(String pattern, int confidence) {
            shapes.add(new Shape(pattern, confidence));
            return this;
        }

        public Builder check(Check how) {
            check = how;
            return this;
        }

        public Builder words(String... beside) {
            words = List.of(beside);
            return this;
        }

        public Detector build() {
            return new Detector(type, shapes, check, words);
        }
    }
}
