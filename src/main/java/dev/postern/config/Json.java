package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** Builds the pieces of the JSON Schema. */
final class Json {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Json() {}

    static ObjectNode object() {
        return FACTORY.objectNode();
    }

    static ObjectNode type(String type) {
        return object().put("type", type);
    }

    /** Text that is taken as written; YAML that looks like a number or a boolean is text here too. */
    static ObjectNode anyText() {
        ObjectNode schema = object();
        schema.putArray("type").add("string").add("number").add("boolean");
        return schema;
    }

    static ObjectNode pattern(String pattern) {
        return type("string").put("pattern", pattern);
    }

    static JsonNode text(String text) {
        return FACTORY.textNode(text);
    }

    static JsonNode number(long number) {
        return FACTORY.numberNode(number);
    }

    static JsonNode bool(String text) {
        return FACTORY.booleanNode(text.equals("true"));
    }

    static ArrayNode array(Collection<String> texts) {
        ArrayNode array = FACTORY.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    static ObjectNode list(ObjectNode items) {
        ObjectNode schema = type("array");
        schema.set("items", items);
        return schema.put("minItems", 1);
    }

    static ObjectNode either(ObjectNode one, ObjectNode other) {
        ObjectNode schema = object();
        schema.putArray("anyOf").add(one).add(other);
        return schema;
    }
}
