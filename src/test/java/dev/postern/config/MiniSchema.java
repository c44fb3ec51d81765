package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * As much of JSON Schema as the published schema uses, applied to YAML by the core schema's idea of what is a number. A keyword it does not know is
 * an error, not a yes.
 */
final class MiniSchema {

    private static final List<String> ANNOTATIONS = List.of("$schema", "title", "description", "default");

    private MiniSchema() {}

    /** The first thing wrong, with its line. */
    static Optional<String> complaint(JsonNode schema, Node node) {
        return schema.properties().stream().flatMap(keyword -> check(keyword.getKey(), keyword.getValue(), schema, node).stream()).findFirst();
    }

    private static Optional<String> check(String keyword, JsonNode value, JsonNode schema, Node node) {
        return switch (keyword) {
            case "type" -> unless(types(value).anyMatch(type -> type.equals(type(node)) || type.equals("number") && type(node).equals("integer")),
                    node, "type " + value);
            case "enum" -> unless(elements(value).anyMatch(one -> one.asText().equals(text(node)) && (one.isNumber() == isNumber(node))), node,
                    "enum " + value);
            case "pattern" -> unless(!type(node).equals("string") || Pattern.compile(value.textValue()).matcher(text(node)).find(), node,
                    "pattern " + value);
            case "minimum" -> unless(!isNumber(node) || new BigDecimal(text(node)).compareTo(value.decimalValue()) >= 0, node, "minimum " + value);
            case "maximum" -> unless(!isNumber(node) || new BigDecimal(text(node)).compareTo(value.decimalValue()) <= 0, node, "maximum " + value);
            case "minLength" -> unless(!type(node).equals("string") || text(node).length() >= value.intValue(), node, "minLength");
            case "minItems" -> unless(!(node instanceof Node.Sequence list) || list.items().size() >= value.intValue(), node, "minItems");
            case "minProperties" -> unless(!(node instanceof Node.Mapping mapping) || mapping.entries().size() >= value.intValue(), node,
                    "minProperties");
            case "maxProperties" -> unless(!(node instanceof Node.Mapping mapping) || mapping.entries().size() <= value.intValue(), node,
                    "maxProperties");
            case "required" -> unless(!(node instanceof Node.Mapping mapping)
                    || elements(value).allMatch(key -> mapping.entry(key.textValue()).isPresent()), node, "required " + value);
            case "anyOf" -> unless(elements(value).anyMatch(one -> complaint(one, node).isEmpty()), node, "anyOf");
            case "items" -> node instanceof Node.Sequence list ? list.items().stream().flatMap(item -> complaint(value,
                    item).stream()).findFirst() : Optional.empty();
            case "propertyNames" -> entries(node).flatMap(entry -> complaint(value,
                    new Node.Scalar(entry.key(), Node.Scalar.Quoting.QUOTED, entry.at())).stream()).findFirst();
            case "properties" -> entries(node).filter(entry -> value.has(entry.key())).flatMap(entry -> complaint(value.get(entry.key()),
                    entry.value()).stream()).findFirst();
            case "additionalProperties" -> entries(node).filter(entry -> !schema.path("properties").has(entry.key()))
                    .flatMap(entry -> (value.isBoolean() ? Optional.of("unknown key " + entry.key()) : complaint(value,
                            entry.value())).stream()).findFirst();
            default -> unless(ANNOTATIONS.contains(keyword), node, "this does not know the keyword " + keyword);
        };
    }

    private static Optional<String> unless(boolean holds, Node node, String complaint) {
        return holds ? Optional.empty() : Optional.of(node.at() + ": " + complaint);
    }

    private static String type(Node node) {
        return switch (node) {
            case Node.Mapping _ -> "object";
            case Node.Sequence _ -> "array";
            case Node.Scalar scalar when scalar.isNothing() -> "null";
            case Node.Scalar scalar when scalar.quoting() == Node.Scalar.Quoting.QUOTED -> "string";
            case Node.Scalar scalar when scalar.text().matches("true|false") -> "boolean";
            case Node.Scalar scalar when scalar.text().matches("[-+]?[0-9]+") -> "integer";
            case Node.Scalar scalar when scalar.text().matches("[-+]?[0-9]+\\.[0-9]+") -> "number";
            case Node.Scalar _ -> "string";
        };
    }

    private static boolean isNumber(Node node) {
        return type(node).equals("integer") || type(node).equals("number");
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static Stream<Node.Entry> entries(Node node) {
        return node instanceof Node.Mapping mapping ? mapping.entries().stream() : Stream.empty();
    }

    private static Stream<String> types(JsonNode value) {
        return value.isTextual() ? Stream.of(value.textValue()) : elements(value).map(JsonNode::textValue);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
