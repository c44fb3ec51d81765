package dev.postern.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What may stand somewhere in the configuration: how it is read, and how it is described to editors. One description serves both. */
interface Shape<T> {

    /** What {@code node} says; empty when it cannot be read, and then the problem has been reported. */
    Optional<T> read(Node node, Reading reading);

    /** Its JSON Schema (draft 2020-12), without description and default. */
    ObjectNode schema();

    /** How a default, written as it would be in the file, looks in the schema. */
    default JsonNode schemaDefault(String text) {
        return Json.text(text);
    }
}
