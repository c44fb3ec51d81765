package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A value that keeps its place; {@code noticed} is told of each, to note names and to check what needs more than the text. */
record Placed<T>(Shape<T> inner, Noticed<T> noticed) implements Shape<Located<T>> {

    @FunctionalInterface
    interface Noticed<T> {

        void at(T value, Position at, Reading reading);
    }

    @Override
    public Optional<Located<T>> read(Node node, Reading reading) {
        Optional<T> value = inner.read(node, reading);
        value.ifPresent(known -> noticed.at(known, node.at(), reading));
        return value.map(known -> new Located<>(known, node.at()));
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
