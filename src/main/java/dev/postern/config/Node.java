package dev.postern.config;

import java.util.List;
import java.util.Optional;

/** A piece of parsed YAML that remembers its place. Scalars keep the text as it was written: {@code 1.10} and {@code no} stay what they look like. */
sealed interface Node {

    Position at();

    /** What it is, for messages. */
    String kind();

    /**
     * @param quoting tells the text {@code "null"} from nothing
     * @param textAt  where the text itself begins: after a quotation mark, or on the line below a block's mark
     */
    record Scalar(String text, Quoting quoting, Position at, Position textAt) implements Node {

        Scalar(String text, Quoting quoting, Position at) {
            this(text, quoting, at, at);
        }

        enum Quoting { PLAIN, QUOTED }

        /** Whether nothing stands there, in one of YAML's spellings for it. */
        boolean isNothing() {
            return quoting == Quoting.PLAIN && switch (text) {
                case "", "~", "null", "Null", "NULL" -> true;
                default -> false;
            };
        }

        @Override
        public String kind() {
            return isNothing() ? "nothing" : Shown.of(text);
        }
    }

    record Sequence(List<Node> items, Position at) implements Node {

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys are unique. */
    record Mapping(List<Entry> entries, Position at) implements Node {

        static Mapping empty(Position at) {
            return new Mapping(List.of(), at);
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(String key, Position at, Node value) {}
}
