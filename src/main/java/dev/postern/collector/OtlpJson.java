package dev.postern.collector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** What every OTLP request in JSON has in common: who sends it, and how attributes are written (OpenTelemetry Protocol 1.x, "JSON Protobuf Encoding"). */
public final class OtlpJson {

    private OtlpJson() {}

    /** Writes one of the things a request carries. */
    public interface Writer<T> {
        void write(T item, JsonGenerator json) throws IOException;
    }

    /**
     * A request: one resource, one scope, and all that it has to say.
     *
     * @param names  of the fields for resources, scopes and items, {@code resourceLogs}, {@code scopeLogs}, {@code logRecords} for one
     * @param scope  who says it within the gateway
     * @param factory what the JSON is written with
     */
    public record Envelope(List<String> names, String scope, JsonFactory factory) {

        public <T> byte[] around(List<T> items, String version, Writer<T> writer) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
            try (JsonGenerator json = factory.createGenerator(out)) {
                json.writeStartObject();
                json.writeArrayFieldStart(names.get(0));
                json.writeStartObject();
                resource(json, version);
                json.writeArrayFieldStart(names.get(1));
                json.writeStartObject();
                json.writeObjectFieldStart("scope");
                json.writeStringField("name", scope);
                json.writeEndObject();
                json.writeArrayFieldStart(names.get(2));
                for (T item : items) {
                    writer.write(item, json);
                }
            } // closes what is open
            return out.toByteArray();
        }
    }

    private static void resource(JsonGenerator json, String version) throws IOException {
        json.writeObjectFieldStart("resource");
        json.writeArrayFieldStart("attributes");
        text(json, "service.name", "postern");
        text(json, "service.version", version);
        json.writeEndArray();
        json.writeEndObject();
    }

    public static void text(JsonGenerator json, String key, String value) throws IOException {
        attribute(json, key, "stringValue", value);
    }

    /** 64-bit numbers are strings in JSON. */
    public static void whole(JsonGenerator json, String key, long value) throws IOException {
        attribute(json, key, "intValue", Long.toString(value));
    }

    private static void attribute(JsonGenerator json, String key, String kind, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("key", key);
        json.writeObjectFieldStart("value");
        json.writeStringField(kind, value);
        json.writeEndObject();
        json.writeEndObject();
    }
}
