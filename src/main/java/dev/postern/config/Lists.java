package dev.postern.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list. What cannot be read is left out of it, so that the rest is still checked; the same value twice is a problem. Mappings may say the same twice, where no name
 * of theirs forbids it.
 */
record Lists<T>(Shape<T> element, Form form) implements Shape<List<T>> {

    enum Form {
        /** A list with at least one element. */
        LIST,
        /** One element may stand without the list around it. */
        ONE_OR_LIST,
        /** A list that may be empty: nothing is wider for it. */
        MAYBE_EMPTY
    }

    static <T> Shape<List<T>> of(Shape<T> element) {
        return new Lists<>(element, Form.LIST);
    }

    static <T> Shape<List<T>> oneOrMore(Shape<T> element) {
        return new Lists<>(element, Form.ONE_OR_LIST);
    }

    static <T> Shape<List<T>> maybeEmpty(Shape<T> element) {
        return new Lists<>(element, Form.MAYBE_EMPTY);
    }

    @Override
    public Optional<List<T>> read(Node node, Reading reading) {
        return switch (node) {
            case Node.Sequence list -> elements(list, reading);
            case Node.Scalar nothing when nothing.isNothing() && form == Form.MAYBE_EMPTY -> Optional.of(List.of());
            case Node.Scalar one when form == Form.ONE_OR_LIST && !one.isNothing() -> element.read(one, reading).map(List::of);
            case Node.Mapping one when form == Form.ONE_OR_LIST -> element.read(one, reading).map(List::of);
            case Node.Scalar _, Node.Mapping _ -> reading.problem(node.at(), node.kind() + " stands where a list should",
                    "write it as [one, two], or each on a line after \"- \"");
        };
    }

    private Optional<List<T>> elements(Node.Sequence list, Reading reading) {
        if (list.items().isEmpty() && form != Form.MAYBE_EMPTY) {
            return reading.problem(list.at(), "the list is empty", "leave the key out, or name at least one");
        }
        List<T> elements = new ArrayList<>();
        Map<Object, Position> seen = new HashMap<>();
        for (Node item : list.items()) {
            element.read(item, reading).ifPresent(value -> {
                Position first = item instanceof Node.Mapping ? null : seen.putIfAbsent(value, item.at());
                if (first == null) {
                    elements.add(value);
                } else {
                    reading.problem(item.at(), item.kind() + " stands twice in the list", "first at " + first);
                }
            });
        }
        return Optional.of(elements);
    }

    @Override
    public ObjectNode schema() {
        return switch (form) {
            case LIST -> Json.list(element.schema());
            case ONE_OR_LIST -> Json.either(element.schema(), Json.list(element.schema()));
            case MAYBE_EMPTY -> {
                ObjectNode schema = Json.object();
                schema.putArray("type").add("array").add("null");
                schema.set("items", element.schema());
                yield schema;
            }
        };
    }
}
