package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A text that keeps the place of its first character, so that a compiler's line and column can be added to it. */
record PlacedText(Shape<String> inner) implements Shape<Located<String>> {

    @Override
    public Optional<Located<String>> read(Node node, Reading reading) {
        Position at = node instanceof Node.Scalar scalar ? scalar.textAt() : node.at();
        return inner.read(node, reading).map(text -> new Located<>(text, at));
    }

    @Override
    public ObjectNode schema() {
        return inner.schema();
    }

    @Override
    public JsonNode schemaDefault(String text) {
        return inner.schemaDefault(text);
    }
}
