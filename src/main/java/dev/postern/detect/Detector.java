package dev.postern.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How one type of data is found: the forms it is written in, a check, and words that make it likelier when they stand before it or name its field.
 *
 * @param words lower case, ASCII or other letters, the first one a letter or digit; compared without regard to ASCII case
 * @param most  confidence to which the check may raise that of a shape; nought if it never does. What a check says beyond it, or beyond the shape's own confidence, counts as that much
 */
public record Detector(InfoType type, List<Shape> shapes, Check check, List<String> words, int most) {

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
        private int most;

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

        /** The check may raise confidence, to this at most. */
        public Builder raisedTo(int confidence) {
            most = confidence;
            return this;
        }

        public Detector build() {
            return new Detector(type, shapes, check, words, most);
        }
    }
}
