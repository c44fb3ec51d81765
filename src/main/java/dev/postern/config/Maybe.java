package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A shape whose value, once read, is an {@link Optional} that has it. */
record Maybe<T>(Shape<T> inner) implements Shape<Optional<T>> {

    @Override
    public Optional<Optional<T>> read(Node node, Reading reading) {
        return inner.read(node, reading).map(Optional::of);
    }

    @Override
    public ObjectNode schema() {
        return inner.schema();
    }
}
