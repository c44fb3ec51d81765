package dev.postern.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON Schema (draft 2020-12) of the configuration, from the same description that reads it; published as {@code docs/postern.schema.json}. */
public final class JsonSchema {

    private JsonSchema() {}

    /** Indented, ended by a line feed, the same on every machine. */
    public static String render() {
        ObjectNode schema = Json.object().put("$schema", "https://json-schema.org/draft/2020-12/schema").put("title", "postern.yaml");
        schema.setAll(RootSection.ROOT.schema());
        RootSection.ROOT.keys().stream().filter(key -> !key.name().equals(RootSection.INCLUDE)).forEach(key ->
                allowNothing((ObjectNode) schema.get("properties").get(key.name())));
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(lines);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(schema) + '\n';
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A section whose every line is commented out is as good as none. */
    private static void allowNothing(ObjectNode section) {
        if (section.path("type").isTextual()) {
            String type = section.get("type").textValue();
            section.putArray("type").add(type).add("null");
        }
    }
}
