package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value written as one text.
 *
 * @param expected what it should be, with an example, for hints
 * @param parser   text to value; throws {@link Unfit}, or another {@link IllegalArgumentException} whose message says what is wrong
 * @param form     JSON Schema
 * @param json     how a default looks in JSON
 */
record TextShape<T>(String expected, Function<String, T> parser, ObjectNode form, Function<String, JsonNode> json) implements Shape<T> {

    TextShape(String expected, Function<String, T> parser, ObjectNode form) {
        this(expected, parser, form, Json::text);
    }

    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (!(node instanceof Node.Scalar scalar) || scalar.isNothing()) {
            return reading.problem(node.at(), node.kind() + " stands where a value should", "expected " + expected);
        }
        try {
            return Optional.of(parser.apply(scalar.text()));
        } catch (Unfit unfit) {
            return reading.problem(node.at(), unfit.getMessage(), unfit.hint().isEmpty() ? "expected " + expected : unfit.hint());
        } catch (IllegalArgumentException unfit) {
            return reading.problem(node.at(), Shown.of(scalar.text()) + ": " + unfit.getMessage(), "expected " + expected);
        }
    }

    @Override
    public ObjectNode schema() {
        return form.deepCopy();
    }

    @Override
    public JsonNode schemaDefault(String text) {
        return json.apply(text);
    }

    /** The same text for another value, or for fewer of them: {@code change} throws {@link Unfit} for what does not do. */
    <U> TextShape<U> map(Function<T, U> change) {
        return new TextShape<>(expected, parser.andThen(change), form, json);
    }
}
